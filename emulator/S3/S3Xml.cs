using System.Security.Cryptography;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Onair.Emulator.S3.Checksums;
using Onair.Emulator.S3.Storage;

namespace Onair.Emulator.S3;

/// <summary>The XML documents of S3's control operations, small enough for memory.</summary>
internal static class S3Xml
{
    private const string Namespace = "http://s3.amazonaws.com/doc/2006-03-01/";

    /// <summary>10,000 parts with a checksum each, or 1,000 keys of full length, stay below.</summary>
    private const int Largest = 4 * 1024 * 1024;

    /// <summary>Returns 200 with a document; <paramref name="content"/> writes the content of its root.</summary>
    public static async Task WriteAsync(HttpContext context, string root, Action<XmlWriter> content)
    {
        using var buffer = Render(root, content);
        context.Response.StatusCode = StatusCodes.Status200OK;
        context.Response.ContentType = "application/xml";
        context.Response.ContentLength = buffer.Length;
        await context.Response.Body.WriteAsync(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), context.RequestAborted);
    }

    /// <summary>Reads a document and checks its digests.</summary>
    public static async Task<XElement> ReadAsync(HttpContext context, string root)
    {
        var checks = PayloadChecks.Of(context.Request);
        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await context.Request.Body.ReadAsync(chunk, context.RequestAborted)) > 0)
        {
            if (buffer.Length + read > Largest) throw S3Errors.MalformedXml();
            await buffer.WriteAsync(chunk.AsMemory(0, read));
        }

        checks.Verify(Digest(buffer.GetBuffer().AsSpan(0, (int)buffer.Length), checks.Algorithms), context.Request);
        buffer.Position = 0;
        try
        {
            var document = XElement.Load(buffer, LoadOptions.PreserveWhitespace);
            return document.Name.LocalName == root ? document : throw S3Errors.MalformedXml();
        }
        catch (XmlException)
        {
            throw S3Errors.MalformedXml();
        }
    }

    // Clients send the namespace or leave it out; S3 takes both.
    public static IEnumerable<XElement> Children(this XElement element, string name) =>
        element.Elements().Where(e => e.Name.LocalName == name);

    public static XElement? Child(this XElement element, string name) => element.Children(name).FirstOrDefault();

    public static string? Text(this XElement element, string name) => element.Child(name)?.Value;

    private static MemoryStream Render(string root, Action<XmlWriter> content)
    {
        var buffer = new MemoryStream();
        // Keys may contain characters that XML 1.0 does not allow; as references they at least reach lenient parsers.
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(false), CheckCharacters = false };
        using var xml = XmlWriter.Create(buffer, settings);
        xml.WriteStartElement(root, Namespace);
        content(xml);
        xml.WriteEndElement();
        xml.Flush();
        return buffer;
    }

    private static BlobDigest Digest(ReadOnlySpan<byte> content, IEnumerable<string> algorithms)
    {
        var checksums = new Dictionary<string, string>();
        foreach (var algorithm in algorithms)
        {
            using var checksum = Checksum.Create(algorithm)!;
            checksum.Append(content);
            checksums[algorithm] = Convert.ToBase64String(checksum.Finish());
        }

#pragma warning disable CA5351 // The protocol uses Content-MD5.
        return new BlobDigest(content.Length, MD5.HashData(content), checksums);
#pragma warning restore CA5351
    }
}
