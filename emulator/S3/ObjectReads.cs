using Onair.Emulator.S3.Storage;

namespace Onair.Emulator.S3;

/// <summary>GetObject and HeadObject.</summary>
internal static class ObjectReads
{
    public static async Task ReadAsync(S3Request request, Bucket bucket)
    {
        var opened = bucket.Open(request.Key!) ?? throw S3Errors.NoSuchKey(request.Key!);
        await using var content = opened.Content;
        var found = opened.Object;
        var response = request.Context.Response;
        Preconditions.CheckRead(request.Context.Request.Headers, found);
        ObjectHeaders.Write(request.Context, found);

        var range = RangeOf(request, found);
        var part = range ?? new ByteRange(0, found.Size);
        if (range is not null)
        {
            response.StatusCode = StatusCodes.Status206PartialContent;
            response.Headers.ContentRange = $"bytes {part.First}-{part.First + part.Length - 1}/{found.Size}";
        }

        if (part.Length == found.Size && "ENABLED".Equals(request.Header("x-amz-checksum-mode"), StringComparison.OrdinalIgnoreCase))
            ObjectHeaders.WriteChecksums(request.Context, found.Checksums, found.ChecksumType);
        response.ContentLength = part.Length;
        if (HttpMethods.IsHead(request.Method)) return;

        content.Position = part.First;
        await BlobFile.CopyAsync(content, response.Body, part.Length, request.Aborted);
    }

    private static ByteRange? RangeOf(S3Request request, ObjectRecord found)
    {
        if (request.Number("partNumber", 1, 10_000) is { } number)
        {
            var sizes = found.PartSizes ?? [found.Size];
            if (number > sizes.Count) throw S3Errors.InvalidRange($"partNumber={number}", found.Size);
            if (found.PartSizes is not null)
                request.Context.Response.Headers["x-amz-mp-parts-count"] = sizes.Count.ToString(null, null);
            return found.Size == 0 ? null : new ByteRange(sizes.Take(number - 1).Sum(), sizes[number - 1]);
        }

        var unchanged = request.Header("If-Range") is not { } condition
            || condition == ObjectHeaders.Quote(found.ETag) || condition == found.LastModified.ToString("R");
        return unchanged ? ByteRange.Parse(request.Header("Range"), found.Size) : null;
    }
}
