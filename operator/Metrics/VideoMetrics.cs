using System.Diagnostics.Metrics;
using Onair.Api.VideoAssets;
using Onair.Kubernetes;
using Onair.Operator.VideoServices;
using Onair.VideoActions;

namespace Onair.Operator.Metrics;

/// <summary>Counts the calls to video services, and what the assets do now.</summary>
internal sealed class VideoMetrics
{
    private static readonly Counter<long> Calls = OnairMeter.Instance.CreateCounter<long>(
        "onair_video_requests_total", description: "Calls to video services by provider, action and outcome.");

    private static readonly Histogram<double> Duration = OnairMeter.Instance.CreateHistogram<double>(
        "onair_video_request_duration_seconds", "s", "Duration of calls to video services.");

    private static readonly Histogram<double> Readiness = OnairMeter.Instance.CreateHistogram<double>(
        "onair_videoasset_ready_seconds", "s", "From the request for an upload or asset until the asset plays, what clients take to upload included.");

    public VideoMetrics(Informer<VideoAsset> assets) => OnairMeter.Instance.CreateObservableGauge(
        "onair_videoassets",
        () => assets.List().GroupBy(a => a.Recorded.State?.ToString() ?? "Pending", StringComparer.Ordinal)
            .Select(g => new Measurement<int>(g.Count(), new KeyValuePair<string, object?>("state", g.Key))),
        description: "VideoAssets by state.");

    public static void Ready(TimeSpan took) => Readiness.Record(took.TotalSeconds);

    public static async Task<string> CountAsync(string provider, VideoAction action, Func<Task<string>> call)
    {
        var (start, code) = (TimeProvider.System.GetTimestamp(), "OK");
        try
        {
            return await call();
        }
        catch (Exception e)
        {
            code = (e as VideoServiceException)?.Kind.ToString() ?? e.GetType().Name;
            throw;
        }
        finally
        {
            Calls.Add(1, new("provider", provider), new("action", action.ToString()), new("code", code));
            Duration.Record(TimeProvider.System.GetElapsedTime(start).TotalSeconds, new("provider", provider), new("action", action.ToString()));
        }
    }
}
