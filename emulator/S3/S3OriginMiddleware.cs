using Onair.Emulator.Auth;
using Onair.Emulator.S3.Storage;
using Onair.Emulator.Sts;
using Onair.Emulator.Sts.Policies;

namespace Onair.Emulator.S3;

/// <summary>A request that a distribution sends to a bucket.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The key.</param>
/// <param name="Distribution">ARN of the distribution.</param>
internal sealed record S3OriginRequest(string Bucket, string Key, string Distribution)
{
    /// <summary>The distribution signs it; otherwise it is anybody's.</summary>
    public bool IsSigned { get; init; } = true;
}

/// <summary>
/// Answers viewers from a bucket that is an origin of CloudFront: "Restricting access to an Amazon S3 origin" of the CloudFront guide. The bucket policy must allow
/// the service cloudfront.amazonaws.com, which an origin with an origin access control asks as, or everybody. All other requests pass.
/// </summary>
internal sealed class S3OriginMiddleware(RequestDelegate next, ObjectStore store, TimeProvider time)
{
    private static readonly PolicyIdentity CloudFront = new("", PolicyIdentity.OfService("cloudfront.amazonaws.com"), null) { IsService = true };

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Features.Get<S3OriginRequest>() is not { } origin)
        {
            await next(context);
            return;
        }

        try
        {
            var bucket = store.Find(origin.Bucket);
            if (bucket is null || !IsAllowed(context, origin, bucket, "s3:GetObject", $"/{origin.Key}")) throw S3Errors.AccessDenied("Access Denied");
            if (bucket.Find(origin.Key) is null && !IsAllowed(context, origin, bucket, "s3:ListBucket", "")) throw S3Errors.AccessDenied("Access Denied");
            var request = new S3Request(context, origin.Bucket, origin.Key);
            CorsOperations.Apply(request, bucket);
            await ObjectReads.ReadAsync(request, bucket);
        }
        catch (AwsException error)
        {
            await AwsErrorResponse.WriteAsync(context, "s3", error);
        }
    }

    private bool IsAllowed(HttpContext context, S3OriginRequest origin, Bucket bucket, string action, string path)
    {
        if (bucket.Record.Policy is not { } text) return false;
        var keys = CallerContext.Keys(context, null, time.GetUtcNow());
        if (origin.IsSigned) keys["aws:SourceArn"] = origin.Distribution;
        var asked = new PolicyRequest(action, $"arn:aws:s3:::{origin.Bucket}{path}", origin.IsSigned ? CloudFront : null, keys);
        return PolicyEvaluator.Deny(asked, session: null, PolicyParser.Parse(text, isResourceBased: true)) is null;
    }
}
