namespace Onair.Events.Delivery;

/// <summary>Wakes whoever waits, any number of times.</summary>
public sealed class Signal
{
    private TaskCompletionSource _next = New();

    /// <summary>Completes with the next <see cref="Set"/>. Take it before looking at the state that it announces.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Completes the current <see cref="Next"/>.</summary>
    public void Set() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
