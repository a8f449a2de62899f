using System.Diagnostics.Metrics;
using Onair.Operator.Metrics;

namespace Onair.Operator.VideoAssets;

/// <summary>Times how long assets take to become playable.</summary>
internal static class VideoMetrics
{
    private static readonly Histogram<double> Readiness = OnairMeter.Instance.CreateHistogram<double>(
        "onair_videoasset_ready_seconds", "s", "Time from the request for an upload or asset until the asset plays, including the client's upload.");

    public static void Ready(TimeSpan took) => Readiness.Record(took.TotalSeconds);
}
