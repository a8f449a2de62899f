namespace Onair.Operator.EventSinks.Delivery;

/// <summary>Something that is waited for again and again, by any number.</summary>
internal sealed class Pulse
{
    private TaskCompletionSource _next = New();

    /// <summary>Ends with the next <see cref="Fire"/>. Take it before looking at what it tells of.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    public void Fire() => Interlocked.Exchange(ref _next, New()).TrySetResult();

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
