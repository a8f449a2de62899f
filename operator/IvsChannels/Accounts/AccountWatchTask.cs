using Onair.Api.IvsChannels;
using Onair.Api.MediaProviders;
using Onair.Kubernetes.Controllers;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.LeaderElection;
using Onair.Kubernetes.Resources;
using Onair.Operator.AwsAccounts;

namespace Onair.Operator.IvsChannels.Accounts;

/// <summary>
/// Lists the live streams, the channels and the stream keys of each account that has IvsChannels: a few calls, however many channels there are.
/// A channel that differs from its status or its spec is reconciled. An account that does not answer delays no other, and the channels,
/// for which nobody waits, do not delay the streams.
/// </summary>
internal sealed partial class AccountWatchTask(
    AccountViewCache views, IvsChannelMemory memory, Informer<IvsChannel> channels, Informer<MediaProvider> providers, ProviderAccountCache accounts,
    ReconcileRequests<IvsChannel> requests, OperatorOptions options, TimeProvider time, ILogger<AccountWatchTask> logger) : ILeaderTask
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
                foreach (var own in channels.List().Where(c => c.Recorded.Resources.ChannelArn is not null).GroupBy(c => c.ProviderName, StringComparer.Ordinal))
                {
                    if (!sweeps.TryGetValue(own.Key, out var sweep)) sweeps[own.Key] = sweep = new(views.Of(own.Key), memory, requests, options, time);
                    if (sweep.OfStreams.IsCompleted) sweep.OfStreams = SweepAsync(own.Key, [.. own], "streams", sweep.Streams.SweepAsync, cancellationToken);
                    if (sweep.OfChannels.IsCompleted) sweep.OfChannels = SweepAsync(own.Key, [.. own], "channels", sweep.Channels.SweepAsync, cancellationToken);
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
        }
    }

    private async Task SweepAsync(
        string provider, IReadOnlyList<IvsChannel> own, string what, Func<ProviderAccount, IReadOnlyList<IvsChannel>, CancellationToken, Task> sweep,
        CancellationToken cancellationToken)
    {
        try
        {
            if (providers.GetReadable(new NamespacedName(null, provider)) is not { Spec.Aws: not null } found) return;
            await sweep(await accounts.GetAsync(found, cancellationToken), own, cancellationToken);
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
