using Amazon.Runtime;
using Onair.Api.MediaProviders;

namespace Onair.Operator.MediaProviders;

/// <summary>The endpoint of a provider's clients, and how often they retry.</summary>
internal static class ClientSettings
{
    /// <summary>
    /// A failed call may have taken effect, so the stream's next round looks before it sends the call again. A client that
    /// retried CreateInputSecurityGroup by itself would create two groups, because that operation takes no token.
    /// </summary>
    public const int LookFirst = 0;

    /// <summary>S3 and STS are only read, so retrying is safe.</summary>
    public const int ReadRetries = 2;

    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(15);

    public static TConfig For<TConfig>(AwsSpec aws, TConfig config, int retries)
        where TConfig : ClientConfig
    {
        // Setting ServiceURL clears the region, so the signing region is set separately.
        if (aws.EndpointUrl is { } url) config.ServiceURL = url;
        else config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(aws.Region);
        config.AuthenticationRegion = aws.Region;
        config.Timeout = CallTimeout;
        config.MaxErrorRetry = retries;
        // The client counts broken pooled connections separately from other errors.
        config.MaxStaleConnectionRetries = retries;
        return config;
    }
}
