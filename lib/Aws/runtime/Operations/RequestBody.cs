using System.Text;
using System.Text.Json;
using System.Xml;
using Onair.Aws.Wire;

namespace Onair.Aws.Operations;

/// <summary>The bytes of a request's body; null when the operation sends none.</summary>
internal static class RequestBody
{
    private static readonly XmlWriterSettings XmlSettings = new() { Encoding = new UTF8Encoding(false), OmitXmlDeclaration = true };

    public static byte[]? Write<T>(ServiceDescription service, Shape<T> shape, T value, string? xmlRoot)
        where T : class
    {
        var payload = shape.Payload is { } member && member.IsSet(value) ? member : null;
        return service.Protocol.XmlNamespace is { } xmlNamespace
            ? Xml(xmlNamespace, shape, payload, value, xmlRoot)
            : Json(shape, payload, value, isNeeded: service.Protocol.TargetPrefix is not null);
    }

    private static byte[]? Json<T>(Shape<T> shape, Member? payload, T value, bool isNeeded)
        where T : class
    {
        if (payload is null && !shape.HasBody && !isNeeded) return null;
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            if (payload is not null) payload.WriteJson(writer, value);
            else shape.WriteJson(writer, value);
        }
        return stream.ToArray();
    }

    private static byte[]? Xml<T>(string xmlNamespace, Shape<T> shape, Member? payload, T value, string? xmlRoot)
        where T : class
    {
        var root = payload?.WireName ?? (shape.HasBody ? xmlRoot : null);
        if (root is null) return null;
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, XmlSettings))
        {
            writer.WriteStartElement(root, xmlNamespace);
            if (payload is not null) payload.WriteXml(writer, value);
            else shape.WriteXml(writer, value);
            writer.WriteEndElement();
        }
        return stream.ToArray();
    }
}
