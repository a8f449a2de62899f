using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace Onair.Gateway.KeyServer;

/// <summary>Creates the response to a request: the same document, filled in.</summary>
internal static class SpekeResponse
{
    private static readonly string Identity = ToBase64("identity");
    private static readonly string Version = ToBase64("1");
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>The response, as UTF-8.</summary>
    public static byte[] Of(SpekeRequest request, ContentKeys keys)
    {
        var root = request.Document.Root!;
        if (root.GetPrefixOfNamespace(Cpix.Pskc) is null) root.Add(new XAttribute(XNamespace.Xmlns + "pskc", Cpix.Pskc));

        foreach (var element in Cpix.Listed(root, "ContentKey"))
        {
            var key = keys.Derive(request.ContentId, request.Periods[SpekeRequest.Kid(element)]);
            element.Elements(Cpix.Dashif + "Data").Remove();
            element.Add(new XElement(
                Cpix.Dashif + "Data",
                new XElement(Cpix.Pskc + "Secret", new XElement(Cpix.Pskc + "PlainValue", Convert.ToBase64String(key)))));
        }
        foreach (var element in Cpix.Listed(root, "DRMSystem"))
        {
            // A packager requests a value by sending an empty element.
            var uri = keys.UriOf(request.ContentId, request.Periods[SpekeRequest.Kid(element)]);
            Fill(element, Cpix.UriExtXKey, ToBase64(uri));
            Fill(element, Cpix.KeyFormat, Identity);
            Fill(element, Cpix.KeyFormatVersions, Version);
        }
        return Bytes(request.Document);
    }

    private static void Fill(XElement system, XName name, string value)
    {
        foreach (var element in system.Elements(name)) element.Value = value;
    }

    private static byte[] Bytes(XDocument document)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new() { Encoding = Utf8 })) document.Save(writer);
        return stream.ToArray();
    }

    private static string ToBase64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
