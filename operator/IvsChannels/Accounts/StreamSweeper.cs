using System.Collections.Frozen;
using Onair.Api.IvsChannels;
using Onair.Kubernetes.Controllers;
using Onair.Kubernetes.Resources;
using Onair.Operator.AwsAccounts;
using Onair.Operator.AwsAccounts.Limits;
using Onair.Operator.IvsChannels.AwsResources;
using Onair.Operator.IvsChannels.Decisions;
using Onair.Operator.IvsChannels.Status;

namespace Onair.Operator.IvsChannels.Accounts;

/// <summary>Reads what is live in one account, page by page, and has each channel reconciled whose status differs.</summary>
/// <param name="view">Takes what was seen once all pages are read.</param>
/// <param name="requests">Gets the channels that differ.</param>
/// <param name="time">The clock.</param>
internal sealed class StreamSweeper(AccountView view, ReconcileRequests<IvsChannel> requests, TimeProvider time)
{
    /// <summary>Does one sweep. Its calls go before comparisons, and after edits and stops.</summary>
    /// <param name="account">The account.</param>
    /// <param name="own">The channels that have an IVS channel in it.</param>
    /// <param name="cancellationToken">Ends the sweep.</param>
    public async Task SweepAsync(ProviderAccount account, IReadOnlyList<IvsChannel> own, CancellationToken cancellationToken)
    {
        using var calls = CallPriorityScope.Use(CallPriority.Normal);
        var sweep = await ReadAsync(account, cancellationToken);
        view.Take(sweep);
        foreach (var channel in own.Where(c => Differs(c.Recorded.Stream, sweep.Streams.GetValueOrDefault(c.Recorded.Resources.ChannelArn!, SeenStream.Offline))))
            requests.Add(NamespacedName.Of(channel));
    }

    private static bool Differs(IvsStreamStatus? recorded, SeenStream seen) =>
        recorded?.Id != seen.Id || recorded?.Health != seen.Health || recorded?.ViewerCount != ViewerCount.Shown(recorded?.ViewerCount, seen.Viewers);

    private async Task<StreamSweep> ReadAsync(ProviderAccount account, CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        var streams = await Listing.AllAsync(
            next => account.Ivs.CallAsync(
                "ListStreams", (client, ct) => client.ListStreamsAsync(new() { MaxResults = IvsContext.PageSize, NextToken = next }, ct), cancellationToken),
            page => page.NextToken, page => page.Streams);
        var live = new Dictionary<string, SeenStream>(StringComparer.Ordinal);
        foreach (var stream in streams)
            if (ChannelStream.Of(stream.State?.Value, stream.StreamId, stream.Health?.Value, stream.StartTime, stream.ViewerCount) is { IsLive: true } seen)
                live[stream.ChannelArn] = seen;
        return new(began, live.ToFrozenDictionary(StringComparer.Ordinal));
    }
}
