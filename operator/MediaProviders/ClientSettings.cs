using Amazon.Runtime;
using Onair.Api.MediaProviders;

namespace Onair.Operator.MediaProviders;

/// <summary>Where a provider's clients call, and how often they repeat.</summary>
internal static class ClientSettings
{
    /// <summary>
    /// A call that failed may have had its effect: the stream's next round looks before it is sent again. A client that
    /// repeats CreateInputSecurityGroup by itself, which takes no token, makes two.
    /// </summary>
    public const int LookFirst = 0;

    /// <summary>S3 and STS are only read.</summary>
    public const int ReadRetries = 2;

    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(15);

    public static TConfig For<TConfig>(AwsSpec aws, TConfig config, int retries)
        where TConfig : ClientConfig
    {
        // Setting ServiceURL clears the region, so the signing region is said apart.
        if (aws.EndpointUrl is { } url) config.ServiceURL = url;
        else config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(aws.Region);
        config.AuthenticationRegion = aws.Region;
        config.Timeout = CallTimeout;
        config.MaxErrorRetry = retries;
        // The client counts a pooled connection that breaks apart from other errors.
        config.MaxStaleConnectionRetries = retries;
        return config;
    }
}
