using Onair.Emulator.Auth;
using Onair.Emulator.Faults;
using Onair.Emulator.S3.Storage;

namespace Onair.Emulator.S3;

/// <summary>Finds the operation of an authorized request.</summary>
internal sealed class S3Dispatch(ObjectStore store, FaultRuleRegistry faults, TimeProvider time)
{
    /// <summary>Sub-resources of S3 that are not emulated: they must fail rather than succeed without effect.</summary>
    private static readonly string[] Unsupported =
    [
        "accelerate", "acl", "analytics", "encryption", "intelligent-tiering", "inventory", "legal-hold", "lifecycle",
        "logging", "metrics", "notification", "object-lock", "ownershipControls", "policyStatus",
        "publicAccessBlock", "replication", "requestPayment", "restore", "retention", "select", "torrent", "versions",
        "versionId", "website",
    ];

    /// <summary>Who an unsigned request comes from, where a bucket policy lets it in.</summary>
    private static readonly AwsCaller Anonymous = new("anonymous", "anonymous", "", "s3", "");

    public Task RunAsync(S3Request request, AwsCaller? signer)
    {
        var access = new S3Access(request, signer, store, time.GetUtcNow());
        var caller = signer ?? Anonymous;
        if (Unsupported.FirstOrDefault(request.Asks) is { } what) throw S3Errors.NotImplemented(what);
        if (request.Bucket is null)
        {
            access.Demand(S3NeedTable.Of(request));
            return request.Method == HttpMethods.Get
                ? BucketOperations.ListAsync(request, store, caller)
                : throw S3Errors.MethodNotAllowed();
        }

        return request.Key is null ? OnBucket(request, caller, access) : OnObject(request, store.Get(request.Bucket), access);
    }

    private Task OnBucket(S3Request request, AwsCaller caller, S3Access access)
    {
        var isDelete = request.Method == HttpMethods.Post && request.Asks("delete");
        if (!isDelete) access.Demand(S3NeedTable.Of(request));
        if (request.Method == HttpMethods.Put && !request.Asks("cors") && !request.Asks("policy"))
            return request.Asks("versioning") || request.Asks("tagging")
                ? throw S3Errors.NotImplemented(request.Context.Request.QueryString.Value!)
                : BucketOperations.CreateAsync(request, store, caller);

        var bucket = store.Get(request.Bucket!);
        return request.Method switch
        {
            "GET" when request.Asks("location") => BucketOperations.LocationAsync(request, bucket),
            "GET" when request.Asks("versioning") => BucketOperations.VersioningAsync(request),
            "GET" when request.Asks("policy") => BucketPolicyOperations.GetAsync(request, bucket),
            "GET" when request.Asks("cors") => CorsOperations.GetAsync(request, bucket),
            "GET" when request.Asks("uploads") => UploadListing.ListAsync(request, bucket),
            "GET" when request.Asks("tagging") => throw S3Errors.NotImplemented("tagging"),
            "GET" => StruckAsync(request, "ListObjectsV2", () => ListOperations.ListAsync(request, bucket, caller)),
            "HEAD" => Done(() => BucketOperations.Head(request, bucket)),
            "PUT" when request.Asks("policy") => BucketPolicyOperations.PutAsync(request, bucket),
            "PUT" => CorsOperations.PutAsync(request, bucket),
            "POST" when isDelete => DeleteOperations.DeleteAsync(request, bucket, access),
            "DELETE" when request.Asks("policy") => Done(() => BucketPolicyOperations.Delete(request, bucket)),
            "DELETE" when request.Asks("cors") => Done(() => CorsOperations.Delete(request, bucket)),
            "DELETE" when request.Asks("tagging") => throw S3Errors.NotImplemented("tagging"),
            "DELETE" => Done(() => BucketOperations.Delete(request, store, bucket)),
            _ => throw S3Errors.MethodNotAllowed(),
        };
    }

    private Task OnObject(S3Request request, Bucket bucket, S3Access access)
    {
        access.Demand(S3NeedTable.Of(request));
        // "GetObject" and "HeadObject" of the S3 API reference: who may not list the bucket does not learn which keys are missing.
        if (request.Method is "GET" or "HEAD" && !request.Asks("uploadId") && bucket.Find(request.Key!) is null)
            access.Demand(new S3Need("ListBucket", bucket.Record.Name));
        return RunAsync(request, bucket);
    }

    private Task RunAsync(S3Request request, Bucket bucket) => request.Method switch
    {
        "GET" when request.Asks("uploadId") => MultipartOperations.ListPartsAsync(request, bucket),
        "GET" when request.Asks("tagging") => Tagging.GetAsync(request, bucket),
        "GET" when request.Asks("attributes") => throw S3Errors.NotImplemented("attributes"),
        "GET" => StruckAsync(request, "GetObject", () => ObjectReads.ReadAsync(request, bucket)),
        "HEAD" => ObjectReads.ReadAsync(request, bucket),
        "PUT" when request.Asks("uploadId") => MultipartOperations.UploadPartAsync(request, store, bucket, time),
        "PUT" when request.Asks("tagging") => Tagging.PutAsync(request, bucket),
        "PUT" when request.Header("x-amz-copy-source") is not null => CopyOperations.CopyAsync(request, store, bucket, time),
        "PUT" => ObjectWrites.PutAsync(request, bucket, time),
        "POST" when request.Asks("uploads") => MultipartOperations.CreateAsync(request, bucket, time),
        "POST" when request.Asks("uploadId") => MultipartCompletion.CompleteAsync(request, bucket, time),
        "DELETE" when request.Asks("uploadId") => MultipartOperations.AbortAsync(request, bucket),
        "DELETE" when request.Asks("tagging") => Done(() => Tagging.Delete(request, bucket)),
        "DELETE" => Done(() => ObjectWrites.Delete(request, bucket)),
        _ => throw S3Errors.MethodNotAllowed(),
    };

    private Task StruckAsync(S3Request request, string operation, Func<Task> answer) =>
        faults.Strikes("s3", operation, FaultMoment.HalfBody) is null ? answer() : HalfBody.SendAsync(request.Context, time, answer);

    private static Task Done(Action act)
    {
        act();
        return Task.CompletedTask;
    }
}
