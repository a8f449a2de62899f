using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Kubernetes.Controllers;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.LeaderElection;
using Onair.Operator.AwsAccounts;
using Onair.Operator.AwsAccounts.Events;
using Onair.Operator.AwsAccounts.Limits;
using Onair.Operator.Orphans;

namespace Onair.Operator.LiveStreams.Accounts;

/// <summary>Keeps one <see cref="AccountWatcher"/> for each provider with an AWS account.</summary>
internal sealed class AccountWatchTask(
    AccountViewCache views, AccountEventHandler handler, Informer<LiveStream> streams, Informer<MediaProvider> providers, ProviderAccountCache accounts,
    AccountBudgets budgets, OrphanSweeper orphans, ReconcileRequests<LiveStream> requests, OperatorOptions options, TimeProvider time, ILoggerFactory loggers) : ILeaderTask
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var watchers = new Dictionary<string, (CancellationTokenSource Stop, Task Work)>(StringComparer.Ordinal);
        try
        {
            await streams.WaitForSyncAsync(cancellationToken);
            await providers.WaitForSyncAsync(cancellationToken);
            using var timer = new PeriodicTimer(Period, time);
            do
            {
                var present = providers.List().Where(p => p.Spec.Aws is not null).Select(p => p.Metadata.Name!).ToHashSet(StringComparer.Ordinal);
                foreach (var name in present.Where(n => !watchers.ContainsKey(n))) watchers[name] = Begin(name, cancellationToken);
                foreach (var name in watchers.Keys.Where(n => !present.Contains(n)).ToList())
                {
                    await EndAsync(watchers[name]);
                    watchers.Remove(name);
                    views.Forget(name);
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
            foreach (var watcher in watchers.Values) await EndAsync(watcher);
            orphans.Forget(ChannelOrphans.Type);
        }
    }

    private (CancellationTokenSource Stop, Task Work) Begin(string name, CancellationToken cancellationToken)
    {
        var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var events = new AccountEventFeed(name, handler, time, loggers.CreateLogger<EventQueueReader>());
        var watcher = new AccountWatcher(
            name, views.Of(name), events, streams, providers, accounts, budgets, orphans, requests, options, time, loggers.CreateLogger<AccountWatcher>());
        return (stop, Task.Run(() => watcher.RunAsync(stop.Token), CancellationToken.None));
    }

    private static async Task EndAsync((CancellationTokenSource Stop, Task Work) watcher)
    {
        await watcher.Stop.CancelAsync();
        await watcher.Work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        watcher.Stop.Dispose();
    }
}
