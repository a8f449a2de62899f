using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Onair.Aws.Wire;

namespace Onair.Aws.Operations;

/// <summary>The body of an error response, read once more for the members a declared error has of its own.</summary>
internal readonly record struct ErrorBody(byte[] Content, bool IsXml)
{
    public void ReadInto<T>(Shape<T> shape, T exception)
        where T : class
    {
        if (!shape.HasBody || Content is not { Length: > 0 }) return;
        try
        {
            if (IsXml) ReadXml(shape, exception);
            else ReadJson(shape, exception);
        }
        catch (Exception e) when (e is JsonException or XmlException or FormatException or InvalidOperationException)
        {
            // Proxies answer errors in their own formats. Code and status are known by now, and worth more than the details.
        }
    }

    private void ReadJson<T>(Shape<T> shape, T exception)
        where T : class
    {
        using var document = JsonDocument.Parse(Content);
        shape.ReadJson(document.RootElement, exception);
    }

    private void ReadXml<T>(Shape<T> shape, T exception)
        where T : class
    {
        using var stream = new MemoryStream(Content);
        var error = XDocument.Load(stream).Root?.Elements().FirstOrDefault(e => e.Name.LocalName == "Error");
        if (error is not null) shape.ReadXml(error, exception);
    }
}
