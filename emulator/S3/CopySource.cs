using System.Globalization;
using Onair.Emulator.Auth;
using Onair.Emulator.S3.Storage;

namespace Onair.Emulator.S3;

/// <summary>The object an <c>x-amz-copy-source</c> header names, opened, its conditions checked.</summary>
internal sealed record CopySource(ObjectRecord Object, FileStream Content, string Bucket)
{
    public static CopySource Open(S3Request request, ObjectStore store)
    {
        var (bucket, key) = Parse(request.Header("x-amz-copy-source")!);
        var (found, content) = store.Get(bucket).Open(key) ?? throw S3Errors.NoSuchKey(key);
        try
        {
            Preconditions.CheckRead(request.Context.Request.Headers, found, "x-amz-copy-source-");
        }
        catch
        {
            content.Dispose();
            throw;
        }

        return new CopySource(found, content, bucket);
    }

    /// <summary>The bucket and key that a header names.</summary>
    public static (string Bucket, string Key) Parse(string header)
    {
        var version = header.IndexOf("?versionId=", StringComparison.Ordinal);
        var path = RawUrl.Decode(version < 0 ? header : header[..version]).TrimStart('/');
        var slash = path.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < path.Length - 1
            ? (path[..slash], path[(slash + 1)..])
            : throw S3Errors.InvalidArgument("x-amz-copy-source", header,
                "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
    }

    /// <summary>The range of UploadPartCopy, which unlike a read's must lie within the object.</summary>
    public ByteRange Range(string? header)
    {
        if (header is null) return new ByteRange(0, Object.Size);
        var bounds = header.StartsWith("bytes=", StringComparison.Ordinal) ? header[6..].Split('-') : [];
        if (bounds.Length != 2
            || !long.TryParse(bounds[0], NumberStyles.None, CultureInfo.InvariantCulture, out var first)
            || !long.TryParse(bounds[1], NumberStyles.None, CultureInfo.InvariantCulture, out var last)
            || last < first)
        {
            throw S3Errors.InvalidArgument("x-amz-copy-source-range", header,
                "The x-amz-copy-source-range value must be of the form bytes=first-last where first and last are the "
                + "zero-based offsets of the first and last bytes to copy");
        }

        return last < Object.Size
            ? new ByteRange(first, last - first + 1)
            : throw S3Errors.InvalidArgument("x-amz-copy-source-range", header,
                $"Range specified is not valid for source object of size: {Object.Size}");
    }
}
