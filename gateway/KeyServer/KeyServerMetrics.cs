using System.Diagnostics.Metrics;

namespace Onair.Gateway.KeyServer;

/// <summary>The key server's instruments. Content ids are not labels: their number is unbounded.</summary>
internal static class KeyServerMetrics
{
    private static readonly Meter Meter = new("Onair.Gateway.KeyServer");

    public static Counter<long> KeyRequests { get; } = Meter.CreateCounter<long>(
        "onair_keyserver_key_requests_total", description: "Viewers' requests for keys by outcome.");

    public static Counter<long> SpekeRequests { get; } = Meter.CreateCounter<long>(
        "onair_keyserver_speke_requests_total", description: "Packagers' requests for keys by outcome.");
}
