using System.ComponentModel.DataAnnotations;
using Onair.Api.Common;
using Onair.Api.MediaProviders.Video;
using Onair.Api.Schema;

namespace Onair.Api.MediaProviders;

/// <summary>
/// An AWS account and region with its credentials and buckets, a video service, or both. Other resources refer to it.
/// Must have at least one of <c>aws</c> and <c>video</c>.
/// </summary>
public sealed record MediaProviderSpec
{
    /// <summary>AWS account and region, for all that runs in AWS. Absent: the provider is only for VideoAssets.</summary>
    public AwsSpec? Aws { get; set; }

    /// <summary>Video service, for VideoAssets. Absent: the provider is not for VideoAssets.</summary>
    public VideoSpec? Video { get; set; }

    /// <summary>
    /// Namespaces whose resources may use the account or service, e.g. <c>sports</c>. What a removed namespace has on air stays on air, and
    /// its resources can be stopped and deleted. Absent: all namespaces.
    /// </summary>
    [MinSize(1), MaxSize(256), ItemPattern("^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$")]
    public IReadOnlyList<string>? Namespaces { get; set; }

    /// <summary>Existing resources of the account that may be adopted. Absent: none.</summary>
    public AdoptionSpec? Adoption { get; set; }

    /// <summary>Defaults for the LiveStreams of this provider. Absent: none.</summary>
    public StreamDefaultsSpec? StreamDefaults { get; set; }

    /// <summary>Limits for the LiveStreams of this provider. A stream that exceeds them is not started again. Absent: no limits.</summary>
    public StreamLimitsSpec? StreamLimits { get; set; }

    /// <summary>
    /// Rejects deletion while other resources use the account or service. A deletion that bypasses the admission webhook waits until none of them
    /// does.
    /// </summary>
    public bool OnAirGuard { get; set; } = true;
}

/// <summary>Defaults for the LiveStreams of a provider. They are written into the spec of a LiveStream when it is created, or edited while stopped.</summary>
public sealed record StreamDefaultsSpec
{
    /// <summary>Limits that stop a forgotten channel. Absent: none.</summary>
    public CostGuardSpec? CostGuard { get; set; }
}

/// <summary>Limits for the LiveStreams of a provider.</summary>
public sealed record StreamLimitsSpec
{
    /// <summary>Maximum height of a rendition in pixels, e.g. 1080. Absent: no limit.</summary>
    [Range(64, 2160)]
    public int? MaxHeight { get; set; }

    /// <summary>Maximum video bit rate of a rendition in bits per second. Absent: no limit.</summary>
    [Range(100_000, 50_000_000)]
    public int? MaxBitrate { get; set; }

    /// <summary>Maximum <c>costGuard.maxRunDuration</c>, e.g. <c>12h</c>. Makes that field required. Absent: no limit.</summary>
    [RegularExpression(Patterns.Duration), MinSize(2)]
    public string? MaxRunDuration { get; set; }
}

/// <summary>An AWS account and region.</summary>
public sealed record AwsSpec
{
    /// <summary>Region, e.g. <c>eu-central-1</c>. Immutable once it is verified.</summary>
    [Required, RegularExpression("^[a-z]{2}(-[a-z]+)+-[0-9]+$")]
    public string Region { get; set; } = "";

    /// <summary>One endpoint URL for all AWS services, e.g. of an emulator. Default: the endpoints of AWS.</summary>
    [RegularExpression(Patterns.HttpUrl), MaxSize(2048)]
    public string? EndpointUrl { get; set; }

    /// <summary>
    /// Secret with <c>accessKeyId</c>, <c>secretAccessKey</c> and optionally <c>sessionToken</c>. Default: the operator's own
    /// credentials (environment, IRSA, instance profile).
    /// </summary>
    public SecretReference? CredentialsSecretRef { get; set; }

    /// <summary>
    /// Role that the operator assumes with its service account token, for accounts other than its own. Must not be combined
    /// with <c>credentialsSecretRef</c>, and with <c>endpointUrl</c> only if the chart allows its host. Absent: no role is assumed.
    /// </summary>
    public WebIdentitySpec? WebIdentity { get; set; }

    /// <summary>
    /// ARN of the IAM role that MediaLive assumes to write to MediaPackage and S3, e.g.
    /// <c>arn:aws:iam::123456789012:role/MediaLiveAccessRole</c>.
    /// </summary>
    [Required, RegularExpression("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$")]
    public string MediaLiveRoleArn { get; set; } = "";

    /// <summary>
    /// Bucket for recordings (<c>{bucket}</c> in archive paths), e.g. <c>recordings</c>. Must not contain dots: MediaLive cannot write
    /// to such a bucket.
    /// </summary>
    [Required, RegularExpression("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$")]
    public string ArchiveBucket { get; set; } = "";

    /// <summary>Bucket for split recordings. Default: the archive bucket.</summary>
    [RegularExpression("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]
    public string? OutputBucket { get; set; }

    /// <summary>MediaConvert settings. Absent: ArchiveSplits can only use the engine Pod.</summary>
    public MediaConvertSpec? MediaConvert { get; set; }

    /// <summary>Role and buckets of HlsBroadcasts. Absent: the provider is not for HlsBroadcasts.</summary>
    public HlsBroadcastAccountSpec? HlsBroadcast { get; set; }

    /// <summary>CloudFront distribution that streams are associated with. Absent: viewers play directly from MediaPackage.</summary>
    [RegularExpression("^[A-Z0-9]{1,32}$")]
    public string? DistributionId { get; set; }

    /// <summary>Base URL of the distribution, if it has a custom domain. Default: its cloudfront.net domain.</summary>
    [RegularExpression(Patterns.HttpUrl), MaxSize(2048)]
    public string? DistributionUrl { get; set; }

    /// <summary>Lets viewers reach MediaPackage only through the distribution. Absent: anyone can reach the origin.</summary>
    public CdnAuthorizationSpec? CdnAuthorization { get; set; }

    /// <summary>
    /// Private CIDR blocks that sources of pull inputs can be in, e.g. <c>10.0.0.0/8</c>. Empty: only public addresses.
    /// </summary>
    [MaxSize(20), ItemPattern(Patterns.Cidr)]
    public IReadOnlyList<string> AllowedSourceCidrs { get; set; } = [];

    /// <summary>
    /// URL of an SQS queue in this account and region. EventBridge delivers MediaLive's events to it, and only this operator reads it. Absent:
    /// the channels are polled.
    /// </summary>
    [RegularExpression("^https?://[^\\s/?#]+/[0-9]{12}/[A-Za-z0-9_.-]+$"), MaxSize(2048)]
    public string? EventQueueUrl { get; set; }

    /// <summary>Rate limit that all streams of the account share.</summary>
    public RateLimitSpec RateLimit { get; set; } = new();
}

/// <summary>A role that is assumed with the operator's service account token (IAM roles for service accounts, OIDC).</summary>
public sealed record WebIdentitySpec
{
    /// <summary>ARN of the role. Its trust policy must name the cluster's OIDC issuer and the operator's service account.</summary>
    [Required, RegularExpression("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$")]
    public string RoleArn { get; set; } = "";

    /// <summary>Name of the role session, for CloudTrail.</summary>
    [RegularExpression("^[A-Za-z0-9_=,.@-]{2,64}$")]
    public string SessionName { get; set; } = "onair";
}

/// <summary>
/// CDN authorization of MediaPackage: requests must have the header <c>X-MediaPackage-CDNIdentifier</c>, which CloudFront adds.
/// </summary>
public sealed record CdnAuthorizationSpec
{
    /// <summary>The Secret with the header's value under the key <c>cdnIdentifier</c>: 8 to 128 letters, digits, hyphens or underscores.</summary>
    [Required]
    public SecretReference SecretRef { get; set; } = new();

    /// <summary>ARN of the Secrets Manager secret with the same value, <c>{"MediaPackageCDNIdentifier": "…"}</c>, which MediaPackage reads.</summary>
    [Required, RegularExpression("^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:.+$")]
    public string SecretArn { get; set; } = "";

    /// <summary>ARN of the IAM role that MediaPackage assumes to read it.</summary>
    [Required, RegularExpression("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$")]
    public string SecretsRoleArn { get; set; } = "";
}

/// <summary>
/// Token bucket for calls to the MediaLive API, whose limit is 5 requests per second and cannot be raised. Calls to IVS have another one of
/// the same rate.
/// </summary>
public sealed record RateLimitSpec
{
    /// <summary>Requests per second.</summary>
    [Range(1d, 1000d)]
    public double RequestsPerSecond { get; set; } = 5;

    /// <summary>Burst: requests that can be sent at once after a pause.</summary>
    [Range(1, 1000)]
    public int Burst { get; set; } = 30;
}
