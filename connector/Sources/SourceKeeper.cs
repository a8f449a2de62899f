using Onair.ConnectorPod.Lanes;
using Onair.ConnectorPod.Reports;
using Onair.Primitives;

namespace Onair.ConnectorPod.Sources;

/// <summary>Runs one source while it is wanted, and starts it again when it fails.</summary>
/// <param name="index">Of the plan.</param>
/// <param name="source">What runs.</param>
/// <param name="lane">What it fills.</param>
/// <param name="changed">Called after every change of <see cref="State"/>.</param>
/// <param name="board">Counts restarts.</param>
/// <param name="time">Measures the waits.</param>
/// <param name="log">Tells failures.</param>
internal sealed partial class SourceKeeper(int index, ISource source, Lane lane, Action changed, ReportBoard board, TimeProvider time, ILogger<SourceKeeper> log)
{
    private CancellationTokenSource? _stop;
    private Task _running = Task.CompletedTask;
    private volatile SourceState _state;
    private volatile SourceFailure? _failure;

    public Lane Lane { get; } = lane;

    public SourceState State => _state;

    /// <summary>Why it is <see cref="SourceState.Failed"/>.</summary>
    public SourceFailure? Failure => _failure;

    /// <summary>Runs it from now on.</summary>
    public void Start(CancellationToken cancellationToken)
    {
        if (_stop is not null) return;
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _state = SourceState.Starting;
        var stop = _stop.Token;
        _running = Task.Run(() => KeepAsync(stop), CancellationToken.None);
    }

    /// <summary>Ends it, and what it has started.</summary>
    public async Task StopAsync()
    {
        if (_stop is null) return;
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        (_stop, _state, _failure) = (null, SourceState.Idle, null);
        Lane.Clear();
    }

    private async Task KeepAsync(CancellationToken cancellationToken)
    {
        var backoff = new RestartBackoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), time);
        while (!cancellationToken.IsCancellationRequested)
        {
            Lane.Clear();
            try
            {
                await source.RunAsync(Lane, failure => Become(failure, backoff), cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested) // it must not end the stream
            {
                var failure = e as SourceFailure ?? new SourceFailure("Failed", $"{e.GetType().Name} in the connector");
                LogFailed(e is SourceFailure ? null : e, index, failure.Reason, failure.Message);
                Become(failure, backoff);
            }

            if (cancellationToken.IsCancellationRequested) return;
            await backoff.WaitAsync(cancellationToken);
            board.Restarted("source");
        }
    }

    private void Become(SourceFailure? failure, RestartBackoff backoff)
    {
        // Only a source that could be shown has had a good run.
        if (failure is null) backoff.Started();
        (_failure, _state) = (failure, failure is null ? SourceState.Ready : SourceState.Failed);
        changed();
    }

    [LoggerMessage(LogLevel.Warning, "Source {Index} failed: {Reason}: {Message}")]
    private partial void LogFailed(Exception? exception, int index, string reason, string message);
}
