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
        "logging", "metrics", "notification", "object-lock", "ownershipControls", "policy", "policyStatus",
        "publicAccessBlock", "replication", "requestPayment", "restore", "retention", "select", "torrent", "versions",
        "versionId", "website",
    ];

    public Task RunAsync(S3Request request, AwsCaller caller)
    {
        if (Unsupported.FirstOrDefault(request.Asks) is { } what) throw S3Errors.NotImplemented(what);
        if (request.Bucket is null)
        {
            return request.Method == HttpMethods.Get
                ? BucketOperations.ListAsync(request, store, caller)
                : throw S3Errors.MethodNotAllowed();
        }

        return request.Key is null ? OnBucket(request, caller) : OnObject(request, store.Get(request.Bucket));
    }

    private Task OnBucket(S3Request request, AwsCaller caller)
    {
        if (request.Method == HttpMethods.Put && !request.Asks("cors"))
            return request.Asks("versioning") || request.Asks("tagging")
                ? throw S3Errors.NotImplemented(request.Context.Request.QueryString.Value!)
                : BucketOperations.CreateAsync(request, store, caller);

        var bucket = store.Get(request.Bucket!);
        return request.Method switch
        {
            "GET" when request.Asks("location") => BucketOperations.LocationAsync(request, bucket),
            "GET" when request.Asks("versioning") => BucketOperations.VersioningAsync(request),
            "GET" when request.Asks("cors") => CorsOperations.GetAsync(request, bucket),
            "GET" when request.Asks("uploads") => UploadListing.ListAsync(request, bucket),
            "GET" when request.Asks("tagging") => throw S3Errors.NotImplemented("tagging"),
            "GET" => StruckAsync(request, "ListObjectsV2", () => ListOperations.ListAsync(request, bucket, caller)),
            "HEAD" => Done(() => BucketOperations.Head(request, bucket)),
            "PUT" => CorsOperations.PutAsync(request, bucket),
            "POST" when request.Asks("delete") => DeleteOperations.DeleteAsync(request, bucket),
            "DELETE" when request.Asks("cors") => Done(() => CorsOperations.Delete(request, bucket)),
            "DELETE" when request.Asks("tagging") => throw S3Errors.NotImplemented("tagging"),
            "DELETE" => Done(() => BucketOperations.Delete(request, store, bucket)),
            _ => throw S3Errors.MethodNotAllowed(),
        };
    }

    private Task OnObject(S3Request request, Bucket bucket) => request.Method switch
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
