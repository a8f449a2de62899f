using Amazon.CloudFront;
using Amazon.Runtime;
using Amazon.S3;
using Onair.Api.MediaProviders;
using Onair.Aws.Http;

namespace Onair.Operator.AwsAccounts;

/// <summary>The endpoint of a provider's clients, and how often they retry.</summary>
internal static class ClientSettings
{
    /// <summary>
    /// A failed call may have taken effect, so the stream's next round looks before it sends the call again. A client that
    /// retried CreateInputSecurityGroup by itself would create two groups, because that operation takes no token.
    /// </summary>
    public const int LookFirst = 0;

    /// <summary>S3, STS and CloudWatch are only read, so retrying is safe.</summary>
    public const int ReadRetries = 2;

    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(15);

    public static TConfig For<TConfig>(AwsSpec aws, TConfig config, int retries)
        where TConfig : ClientConfig
    {
        // A ServiceURL says no region to sign for. Without one the endpoint says it, and AuthenticationRegion would override what it says.
        if (aws.EndpointUrl is { } url) (config.ServiceURL, config.AuthenticationRegion) = (url, SigningRegion(aws, config));
        else config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(aws.Region);
        // The body counts as well: a call that never ends would hold the stream that it is about for ever.
        config.Timeout = CallTimeout;
        config.HttpClientFactory ??= new BoundedHttp(config is AmazonS3Config ? BodyPolicy.Objects : BodyPolicy.Whole);
        config.MaxErrorRetry = retries;
        // The client counts broken pooled connections separately from other errors.
        config.MaxStaleConnectionRetries = retries;
        return config;
    }

    // CloudFront is one service for all regions of a partition, and verifies signatures for its own:
    // docs.aws.amazon.com/general/latest/gr/cf_region.html and docs.amazonaws.cn/en_us/aws/latest/userguide/cloudfront.html.
    private static string SigningRegion(AwsSpec aws, ClientConfig config) => config is not AmazonCloudFrontConfig ? aws.Region
        : aws.Region.StartsWith("cn-", StringComparison.Ordinal) ? "cn-northwest-1" : "us-east-1";
}
