using Onair.Api.IvsChannels;
using Onair.Api.MediaProviders;
using Onair.Kubernetes;
using Onair.Operator.MediaProviders;

namespace Onair.Operator.IvsChannels.Streams;

/// <summary>
/// Lists the live streams of each account that has IvsChannels: one call for a hundred streams, however many channels there are. A channel
/// whose stream differs from its status is reconciled. An account that does not answer delays no other.
/// </summary>
internal sealed partial class StreamWatchTask(
    StreamViews views, Informer<IvsChannel> channels, Informer<MediaProvider> providers, ProviderAccounts accounts, ReconcileRequests<IvsChannel> requests,
    OperatorOptions options, TimeProvider time, ILogger<StreamWatchTask> logger) : ILeaderTask
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var running = new Dictionary<string, Task>(StringComparer.Ordinal);
        try
        {
            await channels.WaitForSyncAsync(cancellationToken);
            await providers.WaitForSyncAsync(cancellationToken);
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.SweepSeconds), time);
            do
            {
                foreach (var own in channels.List().Where(c => c.Recorded.Resources.ChannelArn is not null).GroupBy(c => c.ProviderName, StringComparer.Ordinal))
                    if (!running.TryGetValue(own.Key, out var sweep) || sweep.IsCompleted) running[own.Key] = SweepAsync(own.Key, [.. own], cancellationToken);
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Another replica leads now.
        }
        finally
        {
            await Task.WhenAll(running.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SweepAsync(string provider, IReadOnlyList<IvsChannel> own, CancellationToken cancellationToken)
    {
        try
        {
            if (providers.GetReadable(new NamespacedName(null, provider)) is not { Spec.Aws: not null } found) return;
            await new StreamSweeper(views.Of(provider), requests, time).SweepAsync(await accounts.GetAsync(found, cancellationToken), own, cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested) // the conditions of the provider and of the channels report it
        {
            LogFailed(provider, e.Message);
        }
    }

    [LoggerMessage(80, LogLevel.Debug, "The IVS streams of MediaProvider {Provider} cannot be listed: {Error}")]
    private partial void LogFailed(string provider, string error);
}
