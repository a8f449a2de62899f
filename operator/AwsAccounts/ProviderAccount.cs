using Amazon.ChimeSDKMediaPipelines;
using Amazon.CloudFront;
using Amazon.CloudWatch;
using Amazon.IVS;
using Amazon.MediaConvert;
using Amazon.MediaLive;
using Amazon.MediaPackage;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecurityToken;
using Amazon.SimpleSystemsManagement;
using Amazon.SQS;
using Onair.Api.MediaProviders;
using Onair.Operator.AwsAccounts.Limits;

namespace Onair.Operator.AwsAccounts;

/// <summary>The services of one provider's account, a line for each. Everything that uses the account shares its rate limits.</summary>
/// <param name="services">Makes them.</param>
/// <param name="cdnIdentifier">See <see cref="CdnIdentifier"/>.</param>
/// <param name="mediaLiveLimit">See <see cref="MediaLiveLimit"/>.</param>
/// <param name="ivsLimit">See <see cref="IvsLimit"/>.</param>
internal sealed class ProviderAccount(AwsServiceSet services, string? cdnIdentifier, CallLimiter mediaLiveLimit, CallLimiter ivsLimit) : IDisposable
{
    /// <param name="provider">The MediaProvider's name, for metrics.</param>
    /// <param name="aws">Its spec.</param>
    /// <param name="credentials">What all calls are signed with.</param>
    /// <param name="cdnIdentifier">See <see cref="CdnIdentifier"/>.</param>
    /// <param name="limit">MediaLive's rate limit, when it is that of former clients of the account; null for a new one.</param>
    /// <param name="health">Whether AWS answers; null when nobody else needs to know.</param>
    /// <param name="ivsLimit">The rate limit of IVS, when it is that of former clients of the account; null for a new one.</param>
    public ProviderAccount(
        string provider, AwsSpec aws, AWSCredentials credentials, string? cdnIdentifier = null, CallLimiter? limit = null, AccountHealth? health = null,
        CallLimiter? ivsLimit = null)
        : this(
            new AwsServiceSet(provider, aws, credentials, health ?? new(provider, TimeProvider.System)),
            cdnIdentifier,
            limit ?? new(aws.RateLimit.RequestsPerSecond, aws.RateLimit.Burst, TimeProvider.System),
            // A service without burst: IVS allows 5 calls of each operation a second, 3 of those about recordings ("Service quotas", IVS guide).
            ivsLimit ?? new(aws.RateLimit.RequestsPerSecond, (int)Math.Ceiling(aws.RateLimit.RequestsPerSecond), TimeProvider.System))
    {
    }

    public AwsService<AmazonMediaLiveClient> MediaLive { get; } = services.Add("medialive", new AmazonMediaLiveClient(services.Credentials, services.LookFirst(new AmazonMediaLiveConfig())), mediaLiveLimit);

    public AwsService<AmazonMediaPackageClient> MediaPackage { get; } = services.Add("mediapackage", new AmazonMediaPackageClient(services.Credentials, services.LookFirst(new AmazonMediaPackageConfig())));

    public AwsService<AmazonIVSClient> Ivs { get; } = services.Add("ivs", new AmazonIVSClient(services.Credentials, services.LookFirst(new AmazonIVSConfig())), ivsLimit);

    // The regional endpoint: AWS's API reference says that DescribeEndpoints and account-specific endpoints are no longer required.
    public AwsService<AmazonMediaConvertClient> MediaConvert { get; } = services.Add("mediaconvert", new AmazonMediaConvertClient(services.Credentials, services.LookFirst(new AmazonMediaConvertConfig())));

    public AwsService<AmazonCloudFrontClient> CloudFront { get; } = services.Add("cloudfront", new AmazonCloudFrontClient(services.Credentials, services.LookFirst(new AmazonCloudFrontConfig())));

    /// <summary>The Amazon Chime SDK's media pipelines.</summary>
    public AwsService<AmazonChimeSDKMediaPipelinesClient> ChimePipelines { get; } = services.Add("chime", new AmazonChimeSDKMediaPipelinesClient(services.Credentials, services.LookFirst(new AmazonChimeSDKMediaPipelinesConfig())));

    public AwsService<AmazonSimpleSystemsManagementClient> SystemsManager { get; } = services.Add("ssm", new AmazonSimpleSystemsManagementClient(services.Credentials, services.LookFirst(new AmazonSimpleSystemsManagementConfig())));

    public AwsService<AmazonS3Client> S3 { get; } = services.Add("s3", new AmazonS3Client(services.Credentials, services.ReadRetries(new AmazonS3Config { ForcePathStyle = services.Aws.EndpointUrl is not null })));

    public AwsService<AmazonSecurityTokenServiceClient> Sts { get; } = services.Add("sts", new AmazonSecurityTokenServiceClient(services.Credentials, services.ReadRetries(new AmazonSecurityTokenServiceConfig())));

    public AwsService<AmazonSQSClient> Sqs { get; } = services.AddAside("sqs", new AmazonSQSClient(services.Credentials, services.LookFirst(new AmazonSQSConfig())));

    public AwsService<AmazonCloudWatchClient> CloudWatch { get; } = services.AddAside("cloudwatch", new AmazonCloudWatchClient(services.Credentials, services.ReadRetries(new AmazonCloudWatchConfig())));

    public AwsSpec Aws => services.Aws;

    /// <summary>What all calls, and presigned URLs, are signed with.</summary>
    public AWSCredentials Credentials => services.Credentials;

    /// <summary>The value of the header by which MediaPackage recognizes the distribution; null without CDN authorization. Never logged.</summary>
    public string? CdnIdentifier => cdnIdentifier;

    /// <summary>MediaLive's rate limit. It outlives the clients, because AWS counts by account.</summary>
    public CallLimiter MediaLiveLimit => mediaLiveLimit;

    /// <summary>The rate limit of IVS, which counts apart from MediaLive's.</summary>
    public CallLimiter IvsLimit => ivsLimit;

    /// <summary>Whether AWS answers.</summary>
    public AccountHealth Health => services.Health;

    /// <summary>
    /// Held for a read-modify-write of the distribution. The ETag protects the write; the lock only keeps the streams of one
    /// operator from failing each other's writes.
    /// </summary>
    public SemaphoreSlim DistributionLock { get; } = new(1);

    /// <summary>The HTTP URL of a bucket, without a trailing slash.</summary>
    public Uri S3Url(string bucket) => new(
        Aws.EndpointUrl is { } endpoint ? $"{endpoint.TrimEnd('/')}/{bucket}" : $"https://{bucket}.s3.{Aws.Region}.amazonaws.com");

    public void Dispose()
    {
        services.Dispose();
        DistributionLock.Dispose();
        ivsLimit.Dispose();
        mediaLiveLimit.Dispose();
    }
}
