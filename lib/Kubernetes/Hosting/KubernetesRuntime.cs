using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Onair.Kubernetes.Events;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.LeaderElection;
using Onair.Primitives;

namespace Onair.Kubernetes.Hosting;

/// <summary>Runs everything in the required order: caches are warm from the start, work runs only while leading, and on stop the
/// work drains before the lease is released and the caches end.</summary>
internal sealed partial class KubernetesRuntime(
    IEnumerable<IInformer> informers,
    IEnumerable<ILeaderTask> tasks,
    EventRecorder recorder,
    TimeProvider time,
    ILogger<KubernetesRuntime> logger,
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

    private Task WorkAsync(CancellationToken cancellationToken) => Task.WhenAll(tasks.Select(t => KeepRunningAsync(t, cancellationToken)));

    private async Task KeepRunningAsync(ILeaderTask task, CancellationToken cancellationToken)
    {
        for (var failures = 1; !cancellationToken.IsCancellationRequested; failures++)
        {
            try
            {
                await Task.Run(() => task.RunAsync(cancellationToken), CancellationToken.None);
                return;
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // Nothing ends silently: a failed task is restarted.
                LogTaskFailed(e, task.GetType().Name);
                await Task.WhenAny(Task.Delay(Restart.Spread(failures), time, cancellationToken));
            }
        }
    }

    [LoggerMessage(41, LogLevel.Error, "{Task} ended with an error; restarting it")]
    private partial void LogTaskFailed(Exception error, string task);
}
