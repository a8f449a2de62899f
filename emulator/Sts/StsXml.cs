using System.Globalization;
using System.Text;
using System.Xml;
using Onair.Emulator.Auth;

namespace Onair.Emulator.Sts;

/// <summary>The responses of the query protocol.</summary>
internal static class StsXml
{
    public const string Namespace = "https://sts.amazonaws.com/doc/2011-06-15/";

    /// <summary><c>{Action}Response</c> around <c>{Action}Result</c> around the content.</summary>
    public static byte[] Render(string action, string requestId, Action<XmlWriter> content)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new UTF8Encoding(false) }))
        {
            xml.WriteStartElement(action + "Response", Namespace);
            xml.WriteStartElement(action + "Result");
            content(xml);
            xml.WriteEndElement();
            xml.WriteStartElement("ResponseMetadata");
            xml.WriteElementString("RequestId", requestId);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return buffer.ToArray();
    }

    /// <summary>A role's session.</summary>
    public static void Write(this XmlWriter xml, AwsCredential session)
    {
        xml.WriteCredentials(session);
        xml.WriteStartElement("AssumedRoleUser");
        xml.WriteElementString("AssumedRoleId", session.UserId);
        xml.WriteElementString("Arn", session.Arn);
        xml.WriteEndElement();
        if (session.SessionPolicy is { } policy) xml.WriteElementString("PackedPolicySize", XmlConvert.ToString(SessionPolicy.PackedSize(policy)));
    }

    public static void WriteCredentials(this XmlWriter xml, AwsCredential session)
    {
        xml.WriteStartElement("Credentials");
        xml.WriteElementString("AccessKeyId", session.AccessKeyId);
        xml.WriteElementString("SecretAccessKey", session.SecretAccessKey);
        xml.WriteElementString("SessionToken", session.SessionToken);
        xml.WriteElementString("Expiration",
            session.Expiration!.Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        xml.WriteEndElement();
    }
}
