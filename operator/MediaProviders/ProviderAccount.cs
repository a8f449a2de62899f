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
using Onair.Operator.MediaProviders.Limits;

namespace Onair.Operator.MediaProviders;

/// <summary>The clients of one provider's account. Everything that uses the account shares its rate limit.</summary>
internal sealed class ProviderAccount : IDisposable
{
    private readonly string _provider;

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
    {
        _provider = provider;
        Aws = aws;
        CdnIdentifier = cdnIdentifier;
        MediaLive = new AmazonMediaLiveClient(credentials, ClientSettings.For(aws, new AmazonMediaLiveConfig(), ClientSettings.LookFirst));
        MediaPackage = new AmazonMediaPackageClient(credentials, ClientSettings.For(aws, new AmazonMediaPackageConfig(), ClientSettings.LookFirst));
        Ivs = new AmazonIVSClient(credentials, ClientSettings.For(aws, new AmazonIVSConfig(), ClientSettings.LookFirst));
        // The regional endpoint: AWS's API reference says that DescribeEndpoints and account-specific endpoints are no longer required.
        MediaConvert = new AmazonMediaConvertClient(credentials, ClientSettings.For(aws, new AmazonMediaConvertConfig(), ClientSettings.LookFirst));
        CloudFront = new AmazonCloudFrontClient(credentials, ClientSettings.For(aws, new AmazonCloudFrontConfig(), ClientSettings.LookFirst));
        ChimePipelines = new AmazonChimeSDKMediaPipelinesClient(credentials, ClientSettings.For(aws, new AmazonChimeSDKMediaPipelinesConfig(), ClientSettings.LookFirst));
        SystemsManager = new AmazonSimpleSystemsManagementClient(
            credentials, ClientSettings.For(aws, new AmazonSimpleSystemsManagementConfig(), ClientSettings.LookFirst));
        Sqs = new AmazonSQSClient(credentials, ClientSettings.For(aws, new AmazonSQSConfig(), ClientSettings.LookFirst));
        CloudWatch = new AmazonCloudWatchClient(credentials, ClientSettings.For(aws, new AmazonCloudWatchConfig(), ClientSettings.ReadRetries));
        S3 = new AmazonS3Client(credentials, ClientSettings.For(aws, new AmazonS3Config { ForcePathStyle = aws.EndpointUrl is not null }, ClientSettings.ReadRetries));
        Sts = new AmazonSecurityTokenServiceClient(credentials, ClientSettings.For(aws, new AmazonSecurityTokenServiceConfig(), ClientSettings.ReadRetries));
        MediaLiveLimit = limit ?? new(aws.RateLimit.RequestsPerSecond, aws.RateLimit.Burst, TimeProvider.System);
        // A service without burst: IVS allows 5 calls of each operation a second, 3 of those about recordings ("Service quotas", IVS guide).
        IvsLimit = ivsLimit ?? new(aws.RateLimit.RequestsPerSecond, (int)Math.Ceiling(aws.RateLimit.RequestsPerSecond), TimeProvider.System);
        Health = health ?? new(provider, TimeProvider.System);
    }

    public AwsSpec Aws { get; }

    /// <summary>The value of the header by which MediaPackage recognizes the distribution; null without CDN authorization. Never logged.</summary>
    public string? CdnIdentifier { get; }

    public AmazonMediaLiveClient MediaLive { get; }

    public AmazonMediaPackageClient MediaPackage { get; }

    public AmazonMediaConvertClient MediaConvert { get; }

    public AmazonIVSClient Ivs { get; }

    public AmazonCloudFrontClient CloudFront { get; }

    public AmazonChimeSDKMediaPipelinesClient ChimePipelines { get; }

    public AmazonSimpleSystemsManagementClient SystemsManager { get; }

    public AmazonSQSClient Sqs { get; }

    public AmazonCloudWatchClient CloudWatch { get; }

    public AmazonS3Client S3 { get; }

    /// <summary>MediaLive's rate limit. It outlives the clients, because AWS counts by account.</summary>
    public CallLimiter MediaLiveLimit { get; }

    /// <summary>The rate limit of IVS, which counts apart from MediaLive's.</summary>
    public CallLimiter IvsLimit { get; }

    /// <summary>Whether AWS answers.</summary>
    public AccountHealth Health { get; }

    /// <summary>The HTTP URL of a bucket, without a trailing slash.</summary>
    public Uri S3Url(string bucket) => new(
        Aws.EndpointUrl is { } endpoint ? $"{endpoint.TrimEnd('/')}/{bucket}" : $"https://{bucket}.s3.{Aws.Region}.amazonaws.com");

    /// <summary>
    /// Held for a read-modify-write of the distribution. The ETag protects the write; the lock only keeps the streams of one
    /// operator from failing each other's writes.
    /// </summary>
    public SemaphoreSlim DistributionLock { get; } = new(1);

    public AmazonSecurityTokenServiceClient Sts { get; }

    /// <summary>Calls MediaLive within the account's rate limit, by the priority that <see cref="CallPriorities"/> says, and counts it.</summary>
    public async Task<T> MediaLiveAsync<T>(
        string operation, Func<AmazonMediaLiveClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        // A call that would not be sent need not wait for its turn.
        Health.EnsureAnswering("medialive");
        await MediaLiveLimit.AcquireAsync(CallPriorities.Current, cancellationToken);
        return await CallAsync("medialive", operation, () => call(MediaLive, cancellationToken), cancellationToken);
    }

    /// <summary>Calls MediaPackage, and counts it.</summary>
    public Task<T> MediaPackageAsync<T>(
        string operation, Func<AmazonMediaPackageClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        CallAsync("mediapackage", operation, () => call(MediaPackage, cancellationToken), cancellationToken);

    /// <summary>Calls MediaConvert, and counts it.</summary>
    public Task<T> MediaConvertAsync<T>(
        string operation, Func<AmazonMediaConvertClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        CallAsync("mediaconvert", operation, () => call(MediaConvert, cancellationToken), cancellationToken);

    /// <summary>Calls IVS within its rate limit, by the priority that <see cref="CallPriorities"/> says, and counts it.</summary>
    public async Task<T> IvsAsync<T>(string operation, Func<AmazonIVSClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        Health.EnsureAnswering("ivs");
        await IvsLimit.AcquireAsync(CallPriorities.Current, cancellationToken);
        return await CallAsync("ivs", operation, () => call(Ivs, cancellationToken), cancellationToken);
    }

    /// <summary>Calls CloudFront, and counts it.</summary>
    public Task<T> CloudFrontAsync<T>(
        string operation, Func<AmazonCloudFrontClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        CallAsync("cloudfront", operation, () => call(CloudFront, cancellationToken), cancellationToken);

    /// <summary>Calls the Amazon Chime SDK's media pipelines, and counts it.</summary>
    public Task<T> ChimePipelinesAsync<T>(
        string operation, Func<AmazonChimeSDKMediaPipelinesClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        CallAsync("chime", operation, () => call(ChimePipelines, cancellationToken), cancellationToken);

    /// <summary>Calls S3, and counts it.</summary>
    public Task<T> S3Async<T>(string operation, Func<AmazonS3Client, CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        CallAsync("s3", operation, () => call(S3, cancellationToken), cancellationToken);

    /// <summary>Calls Systems Manager, and counts it.</summary>
    public Task<T> SystemsManagerAsync<T>(
        string operation, Func<AmazonSimpleSystemsManagementClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        CallAsync("ssm", operation, () => call(SystemsManager, cancellationToken), cancellationToken);

    /// <summary>Calls STS, and counts it.</summary>
    public Task<T> StsAsync<T>(
        string operation, Func<AmazonSecurityTokenServiceClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        CallAsync("sts", operation, () => call(Sts, cancellationToken), cancellationToken);

    /// <summary>Calls SQS, and counts it.</summary>
    public Task<T> SqsAsync<T>(string operation, Func<AmazonSQSClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        AwsMetrics.CountAsync(_provider, "sqs", operation, () => call(Sqs, cancellationToken));

    /// <summary>Calls CloudWatch, and counts it.</summary>
    public Task<T> CloudWatchAsync<T>(
        string operation, Func<AmazonCloudWatchClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        AwsMetrics.CountAsync(_provider, "cloudwatch", operation, () => call(CloudWatch, cancellationToken));

    public void Dispose()
    {
        ChimePipelines.Dispose();
        CloudFront.Dispose();
        CloudWatch.Dispose();
        DistributionLock.Dispose();
        Ivs.Dispose();
        IvsLimit.Dispose();
        MediaConvert.Dispose();
        MediaLive.Dispose();
        MediaPackage.Dispose();
        S3.Dispose();
        Sqs.Dispose();
        Sts.Dispose();
        SystemsManager.Dispose();
        MediaLiveLimit.Dispose();
    }

    private Task<T> CallAsync<T>(string service, string operation, Func<Task<T>> call, CancellationToken cancellationToken) =>
        Health.CallAsync(service, () => AwsMetrics.CountAsync(_provider, service, operation, call), cancellationToken);
}
