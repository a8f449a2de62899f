using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Kubernetes.Controllers;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;
using Onair.Operator.AwsAccounts;
using Onair.Operator.AwsAccounts.Limits;
using Onair.Operator.Orphans;

namespace Onair.Operator.LiveStreams.Accounts;

/// <summary>
/// Looks at the account of one provider as a whole, sweep after sweep, and has the streams reconciled whose channels changed. Each account
/// has a watcher of its own, so that one that does not answer delays no other.
/// </summary>
internal sealed partial class AccountWatcher(
    string provider, AccountView view, AccountEventFeed events, Informer<LiveStream> streams, Informer<MediaProvider> providers, ProviderAccountCache accounts,
    AccountBudgets budgets, OrphanSweeper orphans, ReconcileRequests<LiveStream> requests, OperatorOptions options, TimeProvider time, ILogger logger)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var reading = events;
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.SweepSeconds), time);
        using var calls = CallPriorityScope.Use(CallPriority.Normal);
        do
        {
            try
            {
                await SweepAsync(cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested) // the conditions of the provider and of the streams report it
            {
                LogFailed(provider, e.Message);
            }
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        if (providers.GetReadable(new NamespacedName(null, provider)) is not { Spec.Aws: { } aws } found) return;
        var own = streams.List().Where(s => s.ProviderName == provider && s.Recorded.Resources.ChannelId is not null)
            .ToLookup(s => s.Recorded.Resources.ChannelId!, StringComparer.Ordinal);
        Share(aws, own);
        if (own.Count == 0 && !orphans.BeginsIdle(found, ChannelOrphans.Type, time.GetUtcNow())) return;
        var account = await accounts.GetAsync(found, cancellationToken);
        if (own.Count > 0) await events.UseAsync(account, cancellationToken);
        var sweep = await ChannelSweep.ReadAsync(account, options.Prices, time.GetUtcNow(), cancellationToken);
        var changed = view.Take(sweep);
        orphans.Take(found, ChannelOrphans.Type, sweep.Began, sweep.Tagged);
        foreach (var stream in changed.SelectMany(id => own[id])) requests.Add(NamespacedName.Of(stream));
    }

    private void Share(AwsSpec aws, ILookup<string, LiveStream> own)
    {
        var running = own.Count(s => s.Any(x => x.Recorded.CurrentSessionId is not null));
        var shares = AccountShares.Of(aws.RateLimit.RequestsPerSecond, own.Count, running, events.IsFlowing, options);
        view.Shares = shares;
        budgets[provider] = new()
        {
            RequestsPerSecond = aws.RateLimit.RequestsPerSecond,
            Streams = own.Count,
            Running = running,
            DriftCheckInterval = Duration.Format(shares.DriftCheck),
            AlertInterval = Duration.Format(shares.Alerts),
        };
    }

    [LoggerMessage(70, LogLevel.Debug, "The channels of MediaProvider {Provider} cannot be listed: {Error}")]
    private partial void LogFailed(string provider, string error);
}
