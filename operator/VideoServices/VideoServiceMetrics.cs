using System.Diagnostics.Metrics;
using Onair.Operator.Metrics;
using Onair.VideoActions;

namespace Onair.Operator.VideoServices;

/// <summary>Counts and times the calls to video services.</summary>
internal static class VideoServiceMetrics
{
    private static readonly Counter<long> Calls = OnairMeter.Instance.CreateCounter<long>(
        "onair_video_requests_total", description: "Calls to video services by provider, action and outcome.");

    private static readonly Histogram<double> Duration = OnairMeter.Instance.CreateHistogram<double>(
        "onair_video_request_duration_seconds", "s", "Duration of calls to video services.");

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
