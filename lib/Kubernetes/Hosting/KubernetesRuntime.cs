using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Onair.Kubernetes;

/// <summary>Runs everything in the one right order: caches warm from the start, work only while leading, and on stop the work
/// comes to rest before the lease is released and the caches end.</summary>
internal sealed partial class KubernetesRuntime(
    IEnumerable<IInformer> informers,
    IEnumerable<ILeaderTask> tasks,
    EventRecorder recorder,
    TimeProvider time,
    ILogger<KubernetesRuntime> log,
    LeaderElector? elector = null) : BackgroundService
{
    private static readonly Backoff Restart = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var rest = new CancellationTokenSource();
        var background = Task.WhenAll([recorder.RunAsync(rest.Token), .. informers.Select(i => Task.Run(() => i.RunAsync(rest.Token), CancellationToken.None))]);
        try
        {
            if (elector is null) await WorkAsync(stoppingToken);
            else await elector.RunAsync(WorkAsync, stoppingToken);
            if (!stoppingToken.IsCancellationRequested) await Task.WhenAny(Task.Delay(Timeout.Infinite, stoppingToken));
        }
        finally
        {
            await rest.CancelAsync();
            await background;
        }
    }

    private Task WorkAsync(CancellationToken ct) => Task.WhenAll(tasks.Select(t => KeepRunningAsync(t, ct)));

    private async Task KeepRunningAsync(ILeaderTask task, CancellationToken ct)
    {
        for (var failures = 1; !ct.IsCancellationRequested; failures++)
        {
            try
            {
                await Task.Run(() => task.RunAsync(ct), CancellationToken.None);
                return;
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Nothing dies silently: what fell over is picked up again.
                LogTaskFailed(log, e, task.GetType().Name);
                await Task.WhenAny(Task.Delay(Restart.Delay(failures), time, ct));
            }
        }
    }

    [LoggerMessage(41, LogLevel.Error, "{Task} ended with an error; starting it again")]
    private static partial void LogTaskFailed(ILogger logger, Exception error, string task);
}
