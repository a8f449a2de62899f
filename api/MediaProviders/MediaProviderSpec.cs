using System.ComponentModel.DataAnnotations;
using Onair.Api.Common;
using Onair.Api.Schema;

namespace Onair.Api.MediaProviders;

/// <summary>The account behind the resources: which AWS account and region, with which credentials and buckets.</summary>
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
    /// <summary>An AWS account and region.</summary>
    [Required]
    public AwsSpec Aws { get; set; } = new();
}

/// <summary>An AWS account and region.</summary>
public sealed record AwsSpec
{
    /// <summary>Region, e.g. <c>eu-central-1</c>.</summary>
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

    /// <summary>ARN of the IAM role that MediaLive assumes to write to MediaPackage and S3.</summary>
    [Required, RegularExpression("^arn:aws[a-z-]*:iam::[0-9]{12}:role/.+$")]
    public string MediaLiveRoleArn { get; set; } = "";

    /// <summary>Bucket for recordings (<c>{bucket}</c> in archive paths). No dots: MediaLive cannot write to such a bucket.</summary>
    [Required, RegularExpression("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$")]
    public string ArchiveBucket { get; set; } = "";

    /// <summary>Bucket for cut recordings. Default: the archive bucket.</summary>
    [RegularExpression("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")]
    public string? OutputBucket { get; set; }

    /// <summary>CloudFront distribution that streams are associated with.</summary>
    [RegularExpression("^[A-Z0-9]{1,32}$")]
    public string? DistributionId { get; set; }

    /// <summary>Base URL of the distribution, when it has a domain of its own. Default: its cloudfront.net domain.</summary>
    [RegularExpression(Patterns.HttpUrl), MaxLength(2048)]
    public string? DistributionUrl { get; set; }

    /// <summary>Limits that all streams of the account share.</summary>
    public RateLimitSpec RateLimit { get; set; } = new();
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
