using System.Diagnostics.Metrics;
using Onair.Api.IvsChannels;
using Onair.Kubernetes.Informers;
using Onair.Operator.Metrics;

namespace Onair.Operator.IvsChannels;

/// <summary>What the IVS channels do now, counted from the cache at each scrape.</summary>
internal sealed class IvsChannelMetrics
{
    public IvsChannelMetrics(Informer<IvsChannel> channels) => OnairMeter.Instance.CreateObservableGauge(
        "onair_ivschannels_live", () => ByHealth(channels), description: "IVS channels that are live, by the health of their stream.");

    private static IEnumerable<Measurement<int>> ByHealth(Informer<IvsChannel> channels) =>
        channels.Known.List().Where(c => c.Is(IvsChannelConditions.Live)).GroupBy(c => c.Recorded.Stream?.Health ?? "UNKNOWN", StringComparer.Ordinal)
            .Select(g => new Measurement<int>(g.Count(), new KeyValuePair<string, object?>("health", g.Key)));
}
