using System.ComponentModel.DataAnnotations;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders.Video;
using Onair.Api.Schema;

namespace Onair.Api.MediaProviders;

/// <summary>
/// The account or service behind the resources: which AWS account and region, with which credentials and buckets, and which video
/// service. At least one of <c>aws</c> and <c>video</c>.
/// </summary>
[CustomResource(
    Kind = "MediaProvider", Plural = "mediaproviders", ShortName = "provider", Status = typeof(MediaProviderStatus),
    ClusterScoped = true)]
[PrinterColumn("Region", ".spec.aws.region")]
[PrinterColumn("Account", ".status.accountId")]
[PrinterColumn("Ready", ".status.conditions[?(@.type==\"Ready\")].status")]
[PrinterColumn("Reason", ".status.conditions[?(@.type==\"Ready\")].reason", Priority = 1)]
[PrinterColumn("Age", ".metadata.creationTimestamp", Type = "date")]
public sealed record MediaProviderSpec
{
    /// <summary>An AWS account and region, for LiveStreams and ArchiveSplits. Absent: the provider has VideoAssets alone.</summary>
    public AwsSpec? Aws { get; set; }

    /// <summary>A video service, for VideoAssets. Absent: the provider has none.</summary>
    public VideoSpec? Video { get; set; }

    /// <summary>What the LiveStreams of this provider get where they declare nothing. Absent: nothing.</summary>
    public StreamDefaultsSpec? StreamDefaults { get; set; }

    /// <summary>What the LiveStreams of this provider may declare at most. A stream beyond it is not started again. Absent: no limits.</summary>
    public StreamLimitsSpec? StreamLimits { get; set; }

    /// <summary>
    /// Refuses deletion while LiveStreams, ArchiveSplits or VideoAssets have something in the account. A deletion that gets past the admission webhook waits
    /// until they are gone.
    /// </summary>
    public bool OnAirGuard { get; set; } = true;
}

/// <summary>What the LiveStreams of a provider get where they declare nothing. Written into their spec when they are created, or edited while stopped.</summary>
public sealed record StreamDefaultsSpec
{
    /// <summary>Limits that stop a forgotten channel. Absent: none.</summary>
    public CostGuardSpec? CostGuard { get; set; }
}

/// <summary>What the LiveStreams of a provider may declare at most.</summary>
public sealed record StreamLimitsSpec
{
    /// <summary>Height of the largest rendition in pixels, e.g. 1080. Absent: no limit.</summary>
    [Range(64, 2160)]
    public int? MaxHeight { get; set; }

    /// <summary>Video bit rate of a rendition in bits per second. Absent: no limit.</summary>
    [Range(100_000, 50_000_000)]
    public int? MaxBitrate { get; set; }

    /// <summary>The longest <c>costGuard.maxRunDuration</c>, which then every stream has to have, e.g. <c>12h</c>. Absent: no limit.</summary>
    [RegularExpression(Patterns.Duration), MinLength(2)]
    public string? MaxRunDuration { get; set; }
}

/// <summary>An AWS account and region.</summary>
public sealed record AwsSpec
{
    /// <summary>Region, e.g. <c>eu-central-1</c>. Cannot be changed once it was verified.</summary>
    [Required, RegularExpression("^[a-z]{2}(-[a-z]+)+-[0-9]+$")]
    public string Region { get; set; } = "";

    /// <summary>One URL for all services, for an emulator. Absent: AWS's own endpoints.</summary>
    [RegularExpression(Patterns.HttpUrl), MaxLength(2048)]
    public string? EndpointUrl { get; set; }

    /// <summary>
    /// Secret with <c>accessKeyId</c>, <c>secretAccessKey</c> and optionally <c>sessionToken</c>. Absent: the operator's own
    /// credentials (environment, IRSA, instance profile).
    /// </summary>
    public SecretReference? CredentialsSecretRef { get; set; }

    /// <summary>
    /// Role that the operator assumes with the token of its service account, for accounts other than its own. Not together
    /// with <c>credentialsSecretRef</c>. Absent: no role is assumed.
    /// </summary>
    public WebIdentitySpec? WebIdentity { get; set; }

    /// <summary>
    /// ARN of the IAM role that MediaLive assumes to write to MediaPackage and S3, e.g.
    /// <c>arn:aws:iam::123456789012:role/MediaLiveAccessRole</c>.
    /// </summary>
    [Required, RegularExpression("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$")]
    public string MediaLiveRoleArn { get; set; } = "";

    /// <summary>
    /// Bucket for recordings (<c>{bucket}</c> in archive paths), e.g. <c>recordings</c>. No dots: MediaLive cannot write to such a
    /// bucket.
    /// </summary>
    [Required, RegularExpression("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$")]
    public string ArchiveBucket { get; set; } = "";

    /// <summary>Bucket for cut recordings. Default: the archive bucket.</summary>
    [RegularExpression("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]
    public string? OutputBucket { get; set; }

    /// <summary>How MediaConvert cuts recordings. Absent: ArchiveSplits need the engine Pod.</summary>
    public MediaConvertSpec? MediaConvert { get; set; }

    /// <summary>CloudFront distribution that streams are associated with. Absent: viewers play from MediaPackage alone.</summary>
    [RegularExpression("^[A-Z0-9]{1,32}$")]
    public string? DistributionId { get; set; }

    /// <summary>Base URL of the distribution, when it has a domain of its own. Default: its cloudfront.net domain.</summary>
    [RegularExpression(Patterns.HttpUrl), MaxLength(2048)]
    public string? DistributionUrl { get; set; }

    /// <summary>Lets viewers reach MediaPackage only through the distribution. Absent: the origin answers everybody.</summary>
    public CdnAuthorizationSpec? CdnAuthorization { get; set; }

    /// <summary>
    /// Blocks of private addresses that the sources of pull inputs may be in, e.g. <c>10.0.0.0/8</c>. Without any: public ones only.
    /// </summary>
    [MaxLength(20), ItemPattern(Patterns.Cidr)]
    public IReadOnlyList<string> AllowedSourceCidrs { get; set; } = [];

    /// <summary>Limits that all streams of the account share.</summary>
    public RateLimitSpec RateLimit { get; set; } = new();
}

/// <summary>A role that is assumed with the operator's service account token (IAM roles for service accounts, OIDC).</summary>
public sealed record WebIdentitySpec
{
    /// <summary>ARN of the role. Its trust policy must name the cluster's OIDC issuer and the operator's service account.</summary>
    [Required, RegularExpression("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$")]
    public string RoleArn { get; set; } = "";

    /// <summary>Name of the sessions, for CloudTrail.</summary>
    [RegularExpression("^[A-Za-z0-9_=,.@-]{2,64}$")]
    public string SessionName { get; set; } = "onair";
}

/// <summary>
/// CDN authorization of MediaPackage: requests need the header <c>X-MediaPackage-CDNIdentifier</c>, which CloudFront adds.
/// </summary>
public sealed record CdnAuthorizationSpec
{
    /// <summary>The Secret with the header's value under the key <c>cdnIdentifier</c>: 8 to 128 letters, digits, hyphens or underscores.</summary>
    [Required]
    public SecretReference SecretRef { get; set; } = new();

    /// <summary>ARN of the Secrets Manager secret with the same value, <c>{"MediaPackageCDNIdentifier": "…"}</c>, which MediaPackage reads.</summary>
    [Required, RegularExpression("^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:.+$")]
    public string SecretArn { get; set; } = "";

    /// <summary>ARN of the IAM role with which MediaPackage reads it.</summary>
    [Required, RegularExpression("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$")]
    public string SecretsRoleArn { get; set; } = "";
}

/// <summary>A token bucket for the calls to MediaLive's API, whose limit is 5 a second and cannot be raised.</summary>
public sealed record RateLimitSpec
{
    /// <summary>Requests per second.</summary>
    [Range(1d, 1000d)]
    public double RequestsPerSecond { get; set; } = 5;

    /// <summary>Requests that may be made at once after a pause.</summary>
    [Range(1, 1000)]
    public int Burst { get; set; } = 30;
}
