using Amazon.MediaLive;
using Amazon.MediaLive.Model;
using Onair.Operator.AwsAccounts;

namespace Onair.Operator.LiveStreams.AwsResources;

/// <summary>The alerts of a channel that are set.</summary>
internal static class ChannelAlerts
{
    public static async Task<IReadOnlyList<ChannelAlert>> SetAsync(StreamContext context, string channelId, CancellationToken cancellationToken)
    {
        var alerts = await Listing.AllAsync(
            next => context.Account.MediaLive.CallAsync(
                "ListAlerts", (client, ct) => client.ListAlertsAsync(new() { ChannelId = channelId, StateFilter = "SET", NextToken = next }, ct), cancellationToken),
            page => page.NextToken, page => page.Alerts);
        return [.. alerts.Where(a => a.State == ChannelAlertState.SET)];
    }

    /// <summary>What the alerts say, as a sentence that follows another; empty without alerts.</summary>
    public static async Task<string> SentenceAsync(StreamContext context, string channelId, CancellationToken cancellationToken)
    {
        var texts = (await SetAsync(context, channelId, cancellationToken)).Select(a => $"{a.AlertType}: {a.Message}").Distinct(StringComparer.Ordinal).ToList();
        return texts.Count == 0 ? "" : $" MediaLive's alerts: {string.Join("; ", texts)}.";
    }
}
