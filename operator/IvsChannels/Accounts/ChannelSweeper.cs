using Onair.Api.IvsChannels;
using Onair.Kubernetes.Controllers;
using Onair.Kubernetes.Resources;
using Onair.Operator.AwsAccounts;
using Onair.Operator.AwsAccounts.Limits;

namespace Onair.Operator.IvsChannels.Accounts;

/// <summary>
/// Lists the channels and the stream keys of one account when they are due, and has each channel compared that may have drifted. Nobody
/// waits for it, so that its calls go last.
/// </summary>
internal sealed class ChannelSweeper(
    AccountView view, IvsChannelMemory memory, ReconcileRequests<IvsChannel> requests, OperatorOptions options, TimeProvider time)
{
    private DateTimeOffset _channelsDue;
    private DateTimeOffset _keysDue;

    /// <summary>Does what is due.</summary>
    /// <param name="account">The account.</param>
    /// <param name="own">The channels that have an IVS channel in it.</param>
    /// <param name="cancellationToken">Ends the sweep.</param>
    public async Task SweepAsync(ProviderAccount account, IReadOnlyList<IvsChannel> own, CancellationToken cancellationToken)
    {
        using var calls = CallPriorityScope.Use(CallPriority.Background);
        await ChannelsAsync(account, own, cancellationToken);
        await KeysAsync(account, own, cancellationToken);
    }

    private async Task ChannelsAsync(ProviderAccount account, IReadOnlyList<IvsChannel> own, CancellationToken cancellationToken)
    {
        if (time.GetUtcNow() < _channelsDue) return;
        _channelsDue = time.GetUtcNow() + SweepIntervals.Retry(options);
        var (former, sweep) = (view.Channels, await ChannelSweep.ReadAsync(account, options, time, cancellationToken));
        view.Take(sweep);
        _channelsDue = sweep.Began + sweep.Interval;
        Compare(own.Where(c => ChannelComparison.MayHaveDrifted(c, former, sweep)));
    }

    private async Task KeysAsync(ProviderAccount account, IReadOnlyList<IvsChannel> own, CancellationToken cancellationToken)
    {
        var asked = own.Where(c => c.Recorded.Resources.StreamKeyArn is not null).ToList();
        if (asked.Count == 0 || time.GetUtcNow() < _keysDue) return;
        _keysDue = time.GetUtcNow() + SweepIntervals.Retry(options);
        var sweep = await KeySweep.ReadAsync(account, [.. asked.Select(c => c.Recorded.Resources.StreamKeyArn!)], options, time, cancellationToken);
        view.Take(sweep);
        _keysDue = sweep.Began + sweep.Interval;
        Compare(asked.Where(c => ChannelComparison.MayHaveLostKey(c, sweep)));
    }

    private void Compare(IEnumerable<IvsChannel> channels)
    {
        foreach (var channel in channels)
        {
            memory.CheckDriftNow(channel.Uid);
            requests.Add(NamespacedName.Of(channel));
        }
    }
}
