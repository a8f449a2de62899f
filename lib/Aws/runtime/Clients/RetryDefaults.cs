using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Onair.Aws.Clients;

/// <summary>
/// The SDK-wide table of "defaults modes" that a service package carries: connect timeouts per mode, as AWS publishes them, and the
/// Standard retry mode in each (under throttling, Adaptive gives up after one attempt with an untyped exception).
/// </summary>
internal static class RetryDefaults
{
    public static IDefaultConfigurationProvider Provider { get; } = new DefaultConfigurationProvider(
    [
        Mode(DefaultConfigurationMode.Standard, 3100),
        Mode(DefaultConfigurationMode.InRegion, 1100),
        Mode(DefaultConfigurationMode.CrossRegion, 3100),
        Mode(DefaultConfigurationMode.Mobile, 30000),
        Mode(DefaultConfigurationMode.Auto, 1100),
    ]);

    private static DefaultConfiguration Mode(DefaultConfigurationMode name, int connectMilliseconds) => new()
    {
        Name = name,
        RetryMode = RequestRetryMode.Standard,
        ConnectTimeout = TimeSpan.FromMilliseconds(connectMilliseconds),
        TlsNegotiationTimeout = TimeSpan.FromMilliseconds(connectMilliseconds),
    };
}
