namespace Onair.Operator.EventSinks;

/// <summary>Writes the statuses of EventSinks while events are delivered: numbers now and then, what people should see soon at once.</summary>
internal sealed partial class SinkReporter(SinkBacklog backlog, SinkContext context, TimeProvider time, ILogger<SinkReporter> log)
{
    private readonly TimeSpan _interval = TimeSpan.FromSeconds(context.Options.StatusSeconds);

    /// <summary>Writes the status of one EventSink until it is cancelled.</summary>
    public async Task RunAsync(SinkStatus status, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await status.Urgent.Next.WaitAsync(_interval, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (cancellationToken.IsCancellationRequested || status.Freshest is null) continue;
            status.Pending = backlog.Of(status.Key).Sum(w => w.Events);
            try
            {
                await status.UpdateAsync(s => s, cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                LogStatusFailed(log, status.Key, e.Message);
            }
            catch (OperationCanceledException)
            {
                // Another process is the leader now.
            }
        }
    }

    [LoggerMessage(81, LogLevel.Warning, "The status of EventSink {Sink} cannot be written: {Error}")]
    private static partial void LogStatusFailed(ILogger log, string sink, string error);
}
