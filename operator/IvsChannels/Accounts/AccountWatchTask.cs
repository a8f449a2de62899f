using Onair.Api.IvsChannels;
using Onair.Api.MediaProviders;
using Onair.Kubernetes.Controllers;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.LeaderElection;
using Onair.Kubernetes.Resources;
using Onair.Operator.AwsAccounts;
using Onair.Operator.Orphans;

namespace Onair.Operator.IvsChannels.Accounts;

/// <summary>
/// Lists the live streams, the channels and the stream keys of each account that has IvsChannels: a few calls, however many channels there are.
/// A channel that differs from its status or its spec is reconciled. An account that does not answer delays no other, and the channels,
/// for which nobody waits, do not delay the streams.
/// </summary>
internal sealed partial class AccountWatchTask(
    AccountViewCache views, IvsChannelMemory memory, Informer<IvsChannel> channels, Informer<MediaProvider> providers, ProviderAccountCache accounts,
    OrphanSweeper orphans, ReconcileRequests<IvsChannel> requests, OperatorOptions options, TimeProvider time, ILogger<AccountWatchTask> logger) : ILeaderTask
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var sweeps = new Dictionary<string, Sweeps>(StringComparer.Ordinal);
        try
        {
            await channels.WaitForSyncAsync(cancellationToken);
            await providers.WaitForSyncAsync(cancellationToken);
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.SweepSeconds), time);
            do
            {
                var all = channels.List().Where(c => c.Recorded.Resources.ChannelArn is not null).ToLookup(c => c.ProviderName, StringComparer.Ordinal);
                var present = providers.List().Where(p => p.Spec.Aws is not null).ToDictionary(p => p.Metadata.Name!, StringComparer.Ordinal);
                foreach (var (name, provider) in present) Begin(provider, [.. all[name]], sweeps, cancellationToken);
                foreach (var (name, sweep) in sweeps.Where(s => !present.ContainsKey(s.Key) && s.Value.OfChannels.IsCompleted).ToList())
                {
                    sweeps.Remove(name);
                    orphans.Forget(name, ChannelOrphans.Type);
                }
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Another replica leads now.
        }
        finally
        {
            await Task.WhenAll(sweeps.Values.SelectMany(s => new[] { s.OfStreams, s.OfChannels })).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            orphans.Forget(ChannelOrphans.Type);
        }
    }

    private void Begin(MediaProvider provider, IReadOnlyList<IvsChannel> own, Dictionary<string, Sweeps> all, CancellationToken cancellationToken)
    {
        if (own.Count == 0 && !orphans.BeginsIdle(provider, ChannelOrphans.Type, time.GetUtcNow())) return;
        var (name, view) = (provider.Metadata.Name!, views.Of(provider.Metadata.Name!));
        if (!all.TryGetValue(name, out var sweep)) all[name] = sweep = new(view, memory, requests, options, time);
        if (own.Count > 0 && sweep.OfStreams.IsCompleted)
            sweep.OfStreams = SweepAsync(name, "streams", (_, account) => sweep.Streams.SweepAsync(account, own, cancellationToken), cancellationToken);
        if (sweep.OfChannels.IsCompleted)
            sweep.OfChannels = SweepAsync(name, "channels", (found, account) => ChannelsAsync(found, account, sweep.Channels, view, own, cancellationToken), cancellationToken);
    }

    private async Task ChannelsAsync(
        MediaProvider provider, ProviderAccount account, ChannelSweeper sweeper, AccountView view, IReadOnlyList<IvsChannel> own, CancellationToken cancellationToken)
    {
        await sweeper.SweepAsync(account, own, cancellationToken);
        if (view.Channels is { } list) orphans.Take(provider, ChannelOrphans.Type, list.Began, ChannelOrphans.Of(list, view, time.GetUtcNow()));
    }

    private async Task SweepAsync(string provider, string what, Func<MediaProvider, ProviderAccount, Task> sweep, CancellationToken cancellationToken)
    {
        try
        {
            if (providers.GetReadable(new NamespacedName(null, provider)) is not { Spec.Aws: not null } found) return;
            await sweep(found, await accounts.GetAsync(found, cancellationToken));
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested) // the conditions of the provider and of the channels report it
        {
            LogFailed(what, provider, e.Message);
        }
    }

    [LoggerMessage(80, LogLevel.Debug, "The IVS {What} of MediaProvider {Provider} cannot be listed: {Error}")]
    private partial void LogFailed(string what, string provider, string error);

    /// <summary>The sweeps of one account, and the tasks that do them.</summary>
    private sealed class Sweeps(
        AccountView view, IvsChannelMemory memory, ReconcileRequests<IvsChannel> requests, OperatorOptions options, TimeProvider time)
    {
        public StreamSweeper Streams { get; } = new(view, requests, time);

        public ChannelSweeper Channels { get; } = new(view, memory, requests, options, time);

        public Task OfStreams { get; set; } = Task.CompletedTask;

        public Task OfChannels { get; set; } = Task.CompletedTask;
    }
}
