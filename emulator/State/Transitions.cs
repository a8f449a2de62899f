namespace Onair.Emulator.State;

/// <summary>Runs what happens later: a state that settles after its delay, once its side effect is done.</summary>
internal sealed partial class Transitions(TimeProvider time, ILogger<Transitions> logger, IHostApplicationLifetime? lifetime = null)
{
    private readonly CancellationToken _stopping = lifetime?.ApplicationStopping ?? CancellationToken.None;

    /// <summary>Calls <paramref name="settle"/> at <paramref name="due"/>, without a side effect.</summary>
    public void At(DateTimeOffset due, string what, Action settle) => At(due, what, static _ => Task.CompletedTask, _ => settle());

    /// <summary>
    /// Runs an effect now and calls <paramref name="settle"/> when it has ended and the time has come, with the effect's
    /// failure or null. Nothing is called once the process stops: the next one resumes from the stored state.
    /// </summary>
    public void At(DateTimeOffset due, string what, Func<CancellationToken, Task> effect, Action<Exception?> settle) =>
        _ = RunAsync(due, what, effect, settle);

    private async Task RunAsync(DateTimeOffset due, string what, Func<CancellationToken, Task> effect, Action<Exception?> settle)
    {
        try
        {
            // The delay counts from the call, however late the effect starts.
            var wait = due - time.GetUtcNow();
            var elapsed = wait > TimeSpan.Zero ? Task.Delay(wait, time, _stopping) : Task.CompletedTask;
            await Task.Yield();
            Exception? failure = null;
            try
            {
                await effect(_stopping);
            }
            catch (Exception e) when (!_stopping.IsCancellationRequested)
            {
                // The failure is passed on to the settled state; it must not end the process.
                failure = e;
                LogEffectFailed(e, what);
            }

            await elapsed;
            settle(failure);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            LogInterrupted(what);
        }
        catch (Exception e)
        {
            // Nobody awaits a transition: an unhandled exception would go unnoticed.
            LogSettleFailed(e, what);
        }
    }
}
