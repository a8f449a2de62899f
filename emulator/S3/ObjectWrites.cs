using Onair.Emulator.Auth;
using Onair.Emulator.S3.Storage;

namespace Onair.Emulator.S3;

/// <summary>PutObject and DeleteObject.</summary>
internal static class ObjectWrites
{
    /// <summary>S3's bound for one put or part.</summary>
    private const long LargestPut = 5L * 1024 * 1024 * 1024;

    public static async Task PutAsync(S3Request request, Bucket bucket, TimeProvider time)
    {
        var http = request.Context.Request;
        RefuseAcl(request);
        var attributes = ObjectHeaders.Read(http);
        Preconditions.CheckWrite(http.Headers, request.Key!, bucket.Find(request.Key!));
        var (blob, digest) = await ReceiveAsync(request, bucket, null);
        var made = new ObjectRecord(request.Key!, blob, digest.Size, digest.ETag, time.GetUtcNow())
        {
            Attributes = attributes,
            Checksums = digest.Checksums,
        };
        bucket.Commit(made, current => Preconditions.CheckWrite(http.Headers, request.Key!, current));
        request.Context.Response.Headers.ETag = ObjectHeaders.Quote(made.ETag);
        ObjectHeaders.WriteChecksums(request.Context, made.Checksums, made.ChecksumType);
    }

    /// <summary>Stores the request's body as a blob that nothing names yet, all its digests verified.</summary>
    /// <param name="algorithm">Computed though the request gives no checksum; null for none.</param>
    public static async Task<(string Blob, BlobDigest Digest)> ReceiveAsync(S3Request request, Bucket bucket, string? algorithm)
    {
        var http = request.Context.Request;
        var framed = http.Headers.ContainsKey("x-amz-decoded-content-length");
        if (http.ContentLength is null && !framed)
            throw new AwsException(411, "MissingContentLength", "You must provide the Content-Length HTTP header.");
        if (http.ContentLength > LargestPut)
            throw new AwsException(400, "EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");

        var checks = PayloadChecks.Of(http);
        var blob = Bucket.NewBlob();
        var path = bucket.BlobPath(blob);
        var algorithms = algorithm is null || checks.Algorithm is not null ? checks.Algorithms : [algorithm];
        var digest = await BlobFile.WriteAsync(path, http.Body, null, algorithms, request.Aborted);
        try
        {
            checks.Verify(digest, http);
        }
        catch
        {
            File.Delete(path);
            throw;
        }

        return (blob, digest);
    }

    public static void Delete(S3Request request, Bucket bucket)
    {
        bucket.Remove(request.Key!);
        request.Context.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    /// <summary>Buckets here are as new ones are on S3: ACLs disabled, the owner owns everything.</summary>
    public static void RefuseAcl(S3Request request)
    {
        if (request.Header("x-amz-acl") is { } acl and not ("private" or "bucket-owner-full-control"))
            throw new AwsException(400, "AccessControlListNotSupported", $"The bucket does not allow ACLs: x-amz-acl is \"{acl}\"");
    }
}
