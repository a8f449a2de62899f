using System.Threading.RateLimiting;
using Amazon.CloudFront;
using Amazon.MediaLive;
using Amazon.MediaPackage;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecurityToken;
using Onair.Api.MediaProviders;
using Onair.Operator.Metrics;

namespace Onair.Operator.MediaProviders;

/// <summary>The clients of one provider's account. All streams of the account share its rate limit.</summary>
internal sealed class ProviderAccount : IDisposable
{
    // A call that failed may have had its effect: the stream's next round looks before it is sent again. A client that
    // repeats CreateInputSecurityGroup by itself, which takes no token, makes two.
    private const int LookFirst = 0;

    // S3 and STS are only read.
    private const int ReadRetries = 2;
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(15);
    private readonly TokenBucketRateLimiter _mediaLiveLimit;
    private readonly string _provider;

    public ProviderAccount(string provider, AwsSpec aws, AWSCredentials credentials)
    {
        _provider = provider;
        Aws = aws;
        MediaLive = new AmazonMediaLiveClient(credentials, For(new AmazonMediaLiveConfig(), LookFirst));
        MediaPackage = new AmazonMediaPackageClient(credentials, For(new AmazonMediaPackageConfig(), LookFirst));
        CloudFront = new AmazonCloudFrontClient(credentials, For(new AmazonCloudFrontConfig(), LookFirst));
        S3 = new AmazonS3Client(credentials, For(new AmazonS3Config { ForcePathStyle = aws.EndpointUrl is not null }, ReadRetries));
        Sts = new AmazonSecurityTokenServiceClient(credentials, For(new AmazonSecurityTokenServiceConfig(), ReadRetries));
        _mediaLiveLimit = new(new()
        {
            TokenLimit = aws.RateLimit.Burst,
            TokensPerPeriod = 1,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1 / aws.RateLimit.RequestsPerSecond),
            QueueLimit = int.MaxValue,
        });
    }

    public AwsSpec Aws { get; }

    public AmazonMediaLiveClient MediaLive { get; }

    public AmazonMediaPackageClient MediaPackage { get; }

    public AmazonCloudFrontClient CloudFront { get; }

    public AmazonS3Client S3 { get; }

    /// <summary>
    /// Held for a read-modify-write of the distribution. The ETag is what protects it; this only spares the streams of one
    /// operator from refusing each other.
    /// </summary>
    public SemaphoreSlim DistributionLock { get; } = new(1);

    public AmazonSecurityTokenServiceClient Sts { get; }

    /// <summary>Calls MediaLive within the account's rate limit, and counts it.</summary>
    public async Task<T> MediaLiveAsync<T>(
        string operation, Func<AmazonMediaLiveClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        using var lease = await _mediaLiveLimit.AcquireAsync(1, cancellationToken);
        return await AwsMetrics.CountAsync(_provider, "medialive", operation, () => call(MediaLive, cancellationToken));
    }

    /// <summary>Calls MediaPackage, and counts it.</summary>
    public Task<T> MediaPackageAsync<T>(
        string operation, Func<AmazonMediaPackageClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        AwsMetrics.CountAsync(_provider, "mediapackage", operation, () => call(MediaPackage, cancellationToken));

    /// <summary>Calls CloudFront, and counts it.</summary>
    public Task<T> CloudFrontAsync<T>(
        string operation, Func<AmazonCloudFrontClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken) =>
        AwsMetrics.CountAsync(_provider, "cloudfront", operation, () => call(CloudFront, cancellationToken));

    public void Dispose()
    {
        CloudFront.Dispose();
        DistributionLock.Dispose();
        MediaLive.Dispose();
        MediaPackage.Dispose();
        S3.Dispose();
        Sts.Dispose();
        _mediaLiveLimit.Dispose();
    }

    private TConfig For<TConfig>(TConfig config, int retries)
        where TConfig : ClientConfig
    {
        // Setting ServiceURL clears the region, so the signing region is said apart.
        if (Aws.EndpointUrl is { } url) config.ServiceURL = url;
        else config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(Aws.Region);
        config.AuthenticationRegion = Aws.Region;
        config.Timeout = CallTimeout;
        config.MaxErrorRetry = retries;
        // The client counts a pooled connection that breaks apart from other errors.
        config.MaxStaleConnectionRetries = retries;
        return config;
    }
}
