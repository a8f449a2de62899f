using System.Text;
using Onair.Emulator.Auth;
using Onair.Emulator.S3.Checksums;
using Onair.Emulator.S3.Storage;

namespace Onair.Emulator.S3;

/// <summary>The headers that describe an object, from requests and in responses.</summary>
internal static class ObjectHeaders
{
    /// <summary>Kept with the object and given back, by lower-case name.</summary>
    public static readonly IReadOnlyList<string> System =
        ["content-type", "cache-control", "content-disposition", "content-encoding", "content-language", "expires"];

    private const string MetadataPrefix = "x-amz-meta-";

    /// <summary>S3's limit for names and values of user metadata together.</summary>
    private const int LargestMetadata = 2048;

    /// <summary>What a put, copy or create-upload says about the object.</summary>
    public static ObjectAttributes Read(HttpRequest request)
    {
        var headers = new Dictionary<string, string>();
        foreach (var name in System)
        {
            var value = request.Headers[name].ToString();
            if (name == "content-encoding")
            {
                // The framing of the upload is not a property of the object.
                value = string.Join(", ", value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Where(v => !v.Equals("aws-chunked", StringComparison.OrdinalIgnoreCase)));
            }

            if (value.Length > 0) headers[name] = value;
        }

        var metadata = request.Headers
            .Where(h => h.Key.StartsWith(MetadataPrefix, StringComparison.OrdinalIgnoreCase))
            .ToDictionary(h => h.Key[MetadataPrefix.Length..].ToLowerInvariant(), h => h.Value.ToString());
        var size = metadata.Sum(m => Encoding.UTF8.GetByteCount(m.Key) + Encoding.UTF8.GetByteCount(m.Value));
        if (size > LargestMetadata)
        {
            throw new AwsException(400, "MetadataTooLarge",
                $"Your metadata headers exceed the maximum allowed metadata size: {size} of {LargestMetadata} bytes");
        }

        return new ObjectAttributes(headers, metadata, Tagging.ParseHeader(request.Headers["x-amz-tagging"].ToString()));
    }

    /// <summary>The headers of an object in a response; <c>response-…</c> parameters override.</summary>
    public static void Write(HttpContext context, ObjectRecord found)
    {
        var headers = context.Response.Headers;
        var query = context.Request.Query;
        headers.ETag = Quote(found.ETag);
        headers.LastModified = found.LastModified.ToString("R");
        headers.AcceptRanges = "bytes";
        headers.ContentType = "binary/octet-stream";
        foreach (var name in System)
        {
            var value = query["response-" + name] is [{ Length: > 0 } asked, ..] ? asked : found.Attributes.Headers.GetValueOrDefault(name);
            if (value is not null) headers[name] = Ascii(value);
        }

        foreach (var (name, value) in found.Attributes.Metadata) headers[MetadataPrefix + name] = Ascii(value);
        if (found.Attributes.Tags.Count > 0) headers["x-amz-tagging-count"] = found.Attributes.Tags.Count.ToString(null, null);
    }

    /// <summary>The checksums, which belong to the whole object, never to a range of it.</summary>
    public static void WriteChecksums(HttpContext context, IReadOnlyDictionary<string, string> checksums, string? type)
    {
        foreach (var (algorithm, value) in checksums) context.Response.Headers[Checksum.HeaderOf(algorithm)] = value;
        if (checksums.Count > 0 && type is not null) context.Response.Headers["x-amz-checksum-type"] = type;
    }

    public static string Quote(string etag) => $"\"{etag}\"";

    /// <summary>HTTP headers are ASCII; S3 gives other text as RFC 2047 encoded words.</summary>
    private static string Ascii(string value) => value.All(c => c is >= ' ' and < (char)127 or '\t')
        ? value
        : $"=?UTF-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(value))}?=";
}
