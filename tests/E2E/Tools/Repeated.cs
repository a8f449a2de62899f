namespace Onair.Tests.E2E.Tools;

/// <summary>Something that is done again and again beside a test, until it is disposed.</summary>
internal sealed class Repeated : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;

    private Repeated(TimeSpan interval, Func<Task> action) => _work = RunAsync(interval, action);

    public static Repeated Start(TimeSpan interval, Func<Task> action) => new(interval, action);

    /// <summary>Throws what has ended it early.</summary>
    public void ShouldRun()
    {
        if (_work.IsFaulted) _work.GetAwaiter().GetResult();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task RunAsync(TimeSpan interval, Func<Task> action)
    {
        using var timer = new PeriodicTimer(interval);
        while (await timer.WaitForNextTickAsync(_stop.Token)) await action();
    }
}
