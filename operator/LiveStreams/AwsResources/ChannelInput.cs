using Amazon.MediaLive;
using Onair.Api.LiveStreams;

namespace Onair.Operator.LiveStreams.AwsResources;

/// <summary>Whether video arrives, judged by the channel's alerts.</summary>
internal static class ChannelInput
{
    // MediaLive's wording, from the user guide's "Alerts for channels" (5007, 5102, 5305, 5307).
    private static readonly HashSet<string> InputAlerts = new(StringComparer.OrdinalIgnoreCase)
    {
        "Initial Probing Is Taking Longer Than Expected",
        "Video Not Detected",
        "RTMP Stream Not Found",
        "RTMP Has No Audio/Video",
    };

    /// <summary>
    /// Video arrives when at least one pipeline has no alert about its input. Other alerts are ignored.
    /// </summary>
    public static async Task<bool> AskAsync(StreamContext context, string channelId, CancellationToken cancellationToken)
    {
        var silent = new HashSet<string>(StringComparer.Ordinal);
        string? next = null;
        do
        {
            var page = await context.Account.MediaLiveAsync(
                "ListAlerts",
                (client, ct) => client.ListAlertsAsync(new() { ChannelId = channelId, StateFilter = "SET", NextToken = next }, ct),
                cancellationToken);
            silent.UnionWith((page.Alerts ?? [])
                .Where(a => a.State == ChannelAlertState.SET && InputAlerts.Contains(a.AlertType)).Select(a => a.PipelineId));
            next = page.NextToken;
        }
        while (!string.IsNullOrEmpty(next));
        return silent.Count < context.Stream.Spec.Input.Redundancy.Pipelines();
    }
}
