using Onair.Kubernetes.Client;

namespace Onair.Gateway.Relays;

/// <summary>Deletes the pods of relays that have ended. Each gateway does: what one has deleted, the others do not find.</summary>
internal sealed partial class RelaySweep(RelayPods pods, TimeProvider time, ILogger<RelaySweep> log) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                await pods.SweepAsync(stoppingToken);
            }
            catch (Exception e) when (e is ApiException or HttpRequestException or TimeoutException)
            {
                LogFailed(e.Message);
            }
        }
    }

    [LoggerMessage(62, LogLevel.Warning, "Pods of relays that have ended are not deleted: {Reason}. The gateway tries again")]
    private partial void LogFailed(string reason);
}
