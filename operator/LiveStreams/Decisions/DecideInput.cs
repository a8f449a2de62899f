namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>Judges by a channel's alerts whether video arrives. A pure function.</summary>
internal static class DecideInput
{
    // The alerts that say that a pipeline has no usable video, by their wording in the "List of alerts for channels" of MediaLive's user
    // guide: an alert has no number. Those about audio, captions, outputs and single packets do not matter here.
    private static readonly HashSet<string> InputAlerts = new(StringComparer.OrdinalIgnoreCase)
    {
        "Initial Probe is Taking Longer Than Expected", // 5007
        "Input Resource is Inaccessible", // 5008
        "Video Not Detected", // 5201
        "HTTP Get Failed", // 5301
        "RTMP Stream Not Found", // 5305
        "RTMP Has No Audio/Video", // 5307
        "RTMP Server Disconnected", // 5308
        "RTMP Input Connect Failed", // 5309
    };

    /// <summary>Whether video arrives; null when the alerts do not tell.</summary>
    /// <param name="alerts">The alerts that are set: pipeline and type.</param>
    /// <param name="pipelines">How many pipelines the channel has.</param>
    /// <param name="runs">How long the channel runs.</param>
    /// <param name="grace">How long a channel may run before MediaLive raises an alert.</param>
    public static bool? Receives(IReadOnlyCollection<(string? Pipeline, string? Type)> alerts, int pipelines, TimeSpan runs, TimeSpan grace)
    {
        var silent = alerts.Where(a => IsAboutInput(a.Type)).Select(a => a.Pipeline).Distinct(StringComparer.Ordinal).Count();
        if (silent >= pipelines) return false;
        // No alert yet is not video: MediaLive probes the input for a while before it complains.
        return runs < grace ? null : true;
    }

    /// <summary>Whether an alert of this type says that a pipeline has no usable video.</summary>
    public static bool IsAboutInput(string? type) => type is not null && InputAlerts.Contains(type);
}
