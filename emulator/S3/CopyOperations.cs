using Onair.Emulator.S3.Checksums;
using Onair.Emulator.S3.Storage;

namespace Onair.Emulator.S3;

/// <summary>CopyObject and UploadPartCopy.</summary>
internal static class CopyOperations
{
    public static async Task CopyAsync(S3Request request, ObjectStore store, Bucket bucket, TimeProvider time)
    {
        ObjectWrites.RefuseAcl(request);
        var headers = request.Context.Request.Headers;
        var given = ObjectHeaders.Read(request.Context.Request);
        var replace = Replaces(request, "x-amz-metadata-directive");
        var replaceTags = Replaces(request, "x-amz-tagging-directive");
        var source = CopySource.Open(request, store);
        await using var content = source.Content;
        if (source.Bucket == bucket.Record.Name && source.Object.Key == request.Key && !replace)
        {
            throw S3Errors.InvalidRequest("This copy request is illegal because it is trying to copy an object to itself "
                + "without changing the object's metadata, storage class, website redirect location or encryption attributes.");
        }

        var blob = Bucket.NewBlob();
        var digest = await BlobFile.WriteAsync(bucket.BlobPath(blob), content, null, Algorithms(request, source.Object), request.Aborted);
        var kept = source.Object.Attributes;
        var made = new ObjectRecord(request.Key!, blob, digest.Size, digest.ETag, time.GetUtcNow())
        {
            Attributes = new ObjectAttributes(
                replace ? given.Headers : kept.Headers, replace ? given.Metadata : kept.Metadata,
                replaceTags ? given.Tags : kept.Tags),
            Checksums = digest.Checksums,
        };
        bucket.Commit(made, current => Preconditions.CheckWrite(headers, made.Key, current));
        await AnswerAsync(request, "CopyObjectResult", made.ETag, made.LastModified, made.Checksums);
    }

    public static async Task CopyPartAsync(
        S3Request request, ObjectStore store, Bucket bucket, MultipartUpload upload, int number, TimeProvider time)
    {
        var source = CopySource.Open(request, store);
        await using var content = source.Content;
        var range = source.Range(request.Header("x-amz-copy-source-range"));
        content.Position = range.First;
        var blob = Bucket.NewBlob();
        var algorithm = upload.Record.ChecksumAlgorithm;
        var digest = await BlobFile.WriteAsync(
            bucket.BlobPath(blob), content, range.Length, algorithm is null ? [] : [algorithm], request.Aborted);
        var part = new PartRecord(number, blob, digest.Size, digest.ETag, time.GetUtcNow()) { Checksums = digest.Checksums };
        upload.Commit(part);
        await AnswerAsync(request, "CopyPartResult", part.ETag, part.LastModified, part.Checksums);
    }

    private static string[] Algorithms(S3Request request, ObjectRecord source)
    {
        if (request.Header("x-amz-checksum-algorithm") is not { } asked) return [.. source.Checksums.Keys];
        return Checksum.Algorithms.Contains(asked)
            ? [asked]
            : throw S3Errors.InvalidRequest("Checksum algorithm provided is unsupported. Please try again with any of the valid types: "
                + string.Join(", ", Checksum.Algorithms));
    }

    private static bool Replaces(S3Request request, string directive) => request.Header(directive) switch
    {
        null or "COPY" => false,
        "REPLACE" => true,
        { } other => throw S3Errors.InvalidArgument(directive, other, $"Unknown directive: {directive} is COPY or REPLACE."),
    };

    private static Task AnswerAsync(
        S3Request request, string root, string etag, DateTimeOffset modified, IReadOnlyDictionary<string, string> checksums) =>
        S3Xml.WriteAsync(request.Context, root, xml =>
        {
            xml.WriteElementString("ETag", ObjectHeaders.Quote(etag));
            xml.WriteElementString("LastModified", BucketOperations.Timestamp(modified));
            foreach (var (algorithm, value) in checksums) xml.WriteElementString("Checksum" + algorithm, value);
        });
}
