namespace Onair.Emulator.S3;

/// <summary>A permission that a request needs.</summary>
/// <param name="Action">Without the service's prefix, e.g. <c>PutObject</c>.</param>
/// <param name="Bucket">Null for the service itself.</param>
/// <param name="Key">Null for the bucket itself.</param>
internal sealed record S3Need(string Action, string? Bucket, string? Key = null)
{
    /// <summary>ARN of what the action is done to: "Policy resources for Amazon S3".</summary>
    public string Resource => "arn:aws:s3:::" + (Bucket is null ? "*" : Key is null ? Bucket : $"{Bucket}/{Key}");
}

/// <summary>
/// The permissions of each operation: "Required permissions for Amazon S3 API operations" of the S3 user guide. DeleteObjects is not here: it
/// needs DeleteObject for each of its keys, and refuses each on its own.
/// </summary>
internal static class S3NeedTable
{
    /// <summary>The permissions that a request needs.</summary>
    public static IEnumerable<S3Need> Of(S3Request request)
    {
        if (request.Bucket is not { } bucket) return [new S3Need("ListAllMyBuckets", null)];
        return request.Key is { } key ? OfObject(request, bucket, key) : [new S3Need(OfBucket(request), bucket)];
    }

    private static string OfBucket(S3Request request)
    {
        var verb = request.Method == HttpMethods.Get || request.Method == HttpMethods.Head ? "Get" : "Put";
        if (request.Asks("policy")) return request.Method == HttpMethods.Delete ? "DeleteBucketPolicy" : verb + "BucketPolicy";
        if (request.Asks("cors")) return verb + "BucketCORS";
        return request.Method switch
        {
            "GET" when request.Asks("location") => "GetBucketLocation",
            "GET" when request.Asks("versioning") => "GetBucketVersioning",
            "GET" when request.Asks("uploads") => "ListBucketMultipartUploads",
            "PUT" => "CreateBucket",
            "DELETE" => "DeleteBucket",
            _ => "ListBucket",
        };
    }

    private static IEnumerable<S3Need> OfObject(S3Request request, string bucket, string key)
    {
        var action = request.Method switch
        {
            "GET" when request.Asks("uploadId") => "ListMultipartUploadParts",
            "GET" when request.Asks("tagging") => "GetObjectTagging",
            "PUT" when request.Asks("tagging") => "PutObjectTagging",
            "DELETE" when request.Asks("uploadId") => "AbortMultipartUpload",
            "DELETE" when request.Asks("tagging") => "DeleteObjectTagging",
            "DELETE" => "DeleteObject",
            "PUT" or "POST" => "PutObject",
            _ => "GetObject",
        };
        yield return new S3Need(action, bucket, key);
        if (action != "PutObject") yield break;
        if (request.Header("x-amz-tagging") is not null) yield return new S3Need("PutObjectTagging", bucket, key);
        if (request.Header("x-amz-acl") is not null) yield return new S3Need("PutObjectAcl", bucket, key);
        if (request.Header("x-amz-copy-source") is { } source)
        {
            var (from, copied) = CopySource.Parse(source);
            yield return new S3Need("GetObject", from, copied);
        }
    }
}
