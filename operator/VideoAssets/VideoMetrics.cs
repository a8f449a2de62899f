using System.Diagnostics.Metrics;
using Onair.Api.VideoAssets;
using Onair.Kubernetes;
using Onair.Operator.Metrics;

namespace Onair.Operator.VideoAssets;

/// <summary>Counts the assets by state at each scrape, and times how long they take to become playable.</summary>
internal sealed class VideoMetrics
{
    private static readonly Histogram<double> Readiness = OnairMeter.Instance.CreateHistogram<double>(
        "onair_videoasset_ready_seconds", "s", "From the request for an upload or asset until the asset plays, what clients take to upload included.");

    public VideoMetrics(Informer<VideoAsset> assets) => OnairMeter.Instance.CreateObservableGauge(
        "onair_videoassets",
        () => assets.Known.List().GroupBy(a => a.Recorded.State?.ToString() ?? "Pending", StringComparer.Ordinal)
            .Select(g => new Measurement<int>(g.Count(), new KeyValuePair<string, object?>("state", g.Key))),
        description: "VideoAssets by state.");

    public static void Ready(TimeSpan took) => Readiness.Record(took.TotalSeconds);
}
