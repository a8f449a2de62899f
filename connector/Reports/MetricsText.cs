using System.Globalization;
using System.Text;
using Onair.Connectors;

namespace Onair.ConnectorPod.Reports;

/// <summary>The report in Prometheus's text format.</summary>
internal static class MetricsText
{
    /// <summary>The content type of the text format.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    public static string Write(ConnectorReport report, IReadOnlyDictionary<string, int> restarts)
    {
        var text = new StringBuilder();
        Family(text, "frames_in_total", "counter", "Frames captured from the source that is shown.", [("", report.FramesIn)]);
        Family(text, "frames_out_total", "counter", "Frames given to the encoder.", [("", report.FramesOut)]);
        Family(text, "frames_repeated_total", "counter", "Frames given to the encoder again because no new one had arrived.", [("", report.FramesRepeated)]);
        Family(text, "frames_dropped_total", "counter", "Frames that were captured but not encoded, or that the encoder was too slow for.", [("", report.FramesDropped)]);
        Family(text, "bytes_out_total", "counter", "Bytes accepted by the targets.", [("", report.BytesOut)]);
        Family(text, "restarts_total", "counter", "Restarts of parts of the pod.", [.. restarts.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => ($"{{part=\"{r.Key}\"}}", (double)r.Value))]);
        Family(text, "pushing", "gauge", "Whether a target accepts the push.", [.. report.Pushing.Select((p, i) => ($"{{target=\"{i.ToString(CultureInfo.InvariantCulture)}\"}}", p ? 1d : 0))]);
        Family(text, "source", "gauge", "Index of the source that is shown: 0, or that of a fallback.", report.Source is { } source ? [("", source)] : []);
        Family(text, "audio_delay_seconds", "gauge", "By how much the sound is delayed to match the picture.", report.AudioDelaySeconds is { } delay ? [("", delay)] : []);
        Family(text, "stage_seconds", "gauge", "When a stage was last reached, after the start.",
            [.. report.Stages.Select(s => ($"{{stage=\"{s.Name}\"}}", (s.At - report.StartedAt).TotalSeconds))]);
        return text.ToString();
    }

    private static void Family(StringBuilder text, string name, string type, string help, IReadOnlyList<(string Labels, double Value)> series)
    {
        if (series.Count == 0) return;
        text.Append(CultureInfo.InvariantCulture, $"# HELP onair_connector_{name} {help}\n# TYPE onair_connector_{name} {type}\n");
        foreach (var (labels, value) in series) text.Append(CultureInfo.InvariantCulture, $"onair_connector_{name}{labels} {value:R}\n");
    }
}
