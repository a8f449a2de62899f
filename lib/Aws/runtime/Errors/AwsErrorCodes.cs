using System.Text.RegularExpressions;

namespace Onair.Aws;

/// <summary>
/// Error codes whose meaning is not in their HTTP status. Sources: the services' models and API references, and the SDKs' common table of
/// throttling codes.
/// </summary>
internal static partial class AwsErrorCodes
{
    /// <summary>The only codes that prove absence. A 404 from a proxy, or about another resource that the request names, proves nothing.</summary>
    public static readonly HashSet<string> NotFound = new(StringComparer.Ordinal)
    {
        "NotFoundException", "ResourceNotFoundException", "NotFound", "EntityNotFound",
        "NoSuchDistribution", "NoSuchInvalidation", "NoSuchResource", "NoSuchBucket", "NoSuchKey", "NoSuchUpload",
        "ChannelNotBroadcasting", "ParameterNotFound",
    };

    public static readonly HashSet<string> Conflict = new(StringComparer.Ordinal)
    {
        "ConflictException", "DistributionAlreadyExists", "DistributionNotDisabled", "CNAMEAlreadyExists", "ResourceInUse",
        "BucketAlreadyExists", "BucketAlreadyOwnedByYou", "BucketNotEmpty", "OperationAborted",
        "ParameterAlreadyExists", "ResourceExistsException",
    };

    public static readonly HashSet<string> Throttled = new(StringComparer.Ordinal)
    {
        "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled", "RequestThrottledException",
        "TooManyRequestsException", "RequestLimitExceeded", "BandwidthLimitExceeded", "PriorRequestNotComplete", "SlowDown",
        "TooManyUpdates",
    };

    public static readonly HashSet<string> LimitExceeded = new(StringComparer.Ordinal)
    {
        "LimitExceeded", "LimitExceededException", "ServiceQuotaExceededException", "EntityLimitExceeded", "TooManyBuckets",
        "ParameterLimitExceeded", "ParameterMaxVersionLimitExceeded", "TooManyTagsError", "ResourceLimitExceededException",
    };

    public static readonly HashSet<string> PreconditionFailed = new(StringComparer.Ordinal) { "PreconditionFailed", "InvalidIfMatchVersion" };

    public static readonly HashSet<string> AccessDenied = new(StringComparer.Ordinal)
    {
        "AccessDenied", "AccessDeniedException", "ForbiddenException", "SignatureDoesNotMatch", "InvalidSignatureException",
        "InvalidClientTokenId", "InvalidAccessKeyId", "UnrecognizedClientException", "IncompleteSignature", "MissingAuthenticationToken",
        "ExpiredToken", "ExpiredTokenException", "RequestExpired", "RequestTimeTooSkewed",
    };

    /// <summary>CloudFront's quotas: <c>TooManyCacheBehaviors</c>, <c>TooManyOrigins</c> and so on, each with its own code.</summary>
    public static bool IsCloudFrontQuota(string code) =>
        code.StartsWith("TooMany", StringComparison.Ordinal) && !Throttled.Contains(code);

    /// <summary>MediaLive and MediaPackage return 429 for an exhausted quota as well as for throttling; only the message distinguishes them.</summary>
    [GeneratedRegex("quota|maximum number|resource limit|limit (of|for) |limit on the number|exceed(s|ed)? the (limit|number)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex QuotaText();

    /// <summary>Messages of a rate limiter, even when they call the rate a quota.</summary>
    [GeneratedRegex("rate exceeded|request rate|requests per second|too many requests|request limit", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex RateText();

    /// <summary>MediaPackage v1 has no conflict error: an id that is taken is a 422 with this text.</summary>
    [GeneratedRegex("already exists|already in use", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex ExistsText();

    /// <summary>Secrets Manager keeps a deleted secret, and its name, for days; its InvalidRequestException means many things.</summary>
    [GeneratedRegex("(scheduled|marked) for deletion", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    public static partial Regex AwaitsDeletionText();
}
