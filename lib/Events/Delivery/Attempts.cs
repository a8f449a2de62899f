namespace Onair.Events.Delivery;

/// <summary>Makes attempts to send: not too many at once, only when the circuit allows it, and again as the retry schedule says.</summary>
/// <param name="isPatient">Whether only refusals of an event count; see <see cref="Destination.IsPatient"/>.</param>
/// <param name="options">Delays and concurrency.</param>
/// <param name="circuit">The circuit breaker of the receiver.</param>
/// <param name="host">Hears of attempts.</param>
/// <param name="time">The clock.</param>
internal sealed class Attempts(bool isPatient, DeliveryOptions options, Circuit circuit, IDeliveryHost host, TimeProvider time) : IDisposable
{
    // So long a server error may be that of a receiver that restarts, while nothing else shows that it works.
    internal static readonly TimeSpan LongestRestart = TimeSpan.FromMinutes(10);

    private readonly SemaphoreSlim _slots = new(options.MaxConcurrentRequests);
    private long _accepted;

    /// <summary>Tries until it is accepted, the receiver is gone, or the retry schedule has ended.</summary>
    /// <param name="send">Tries once.</param>
    /// <param name="retries">How many retries follow the first attempt.</param>
    /// <param name="cancellationToken">Ends the attempts.</param>
    public async Task<SendResult> UntilAcceptedAsync(Func<CancellationToken, Task<SendResult>> send, int retries, CancellationToken cancellationToken)
    {
        var (counted, accepted, begun) = (0, Interlocked.Read(ref _accepted), time.GetTimestamp());
        for (var retry = 0; ; retry++)
        {
            var (result, recovered) = await AttemptAsync(send, cancellationToken);
            if (result.Kind == SendResultKind.Taken) Interlocked.Increment(ref _accepted);
            if (result.Kind != SendResultKind.Failed || (Counts(result, accepted, begun) && counted++ == retries)) return result;
            host.Retrying(result.Reason);
            var delay = Delay(options, retry);
            // After an outage there is no need to wait longer than the outage lasts, unless the receiver asked for it.
            if (result is { Outage: true, RetryAfter: null }) await WaitAsync(recovered, delay, cancellationToken);
            else await Task.Delay(result.RetryAfter ?? delay, time, cancellationToken);
        }
    }

    // A receiver that restarts, or has no database, answers 500 to all. It is at fault with one event when it accepts others meanwhile.
    private bool Counts(SendResult result, long accepted, long begun) =>
        !isPatient || (result.ConcernsEvent && (result.Code is not >= 500 || Interlocked.Read(ref _accepted) > accepted || time.GetElapsedTime(begun) >= LongestRestart));

    /// <summary>The wait before a retry (from 0): each twice as long as the one before, half as much more or less at random, up to a limit.</summary>
    /// <remarks>Not a <c>Backoff</c>: the limit follows the jitter, so that no receiver waits longer than its limit and none at the limit less.</remarks>
    internal static TimeSpan Delay(DeliveryOptions options, int retry) => TimeSpan.FromSeconds(
        Math.Min(options.FirstRetrySeconds * Math.Pow(2, Math.Min(retry, 60)) * (0.5 + Random.Shared.NextDouble()), options.LongestRetrySeconds));

    public void Dispose() => _slots.Dispose();

    private async Task<(SendResult Result, Task Recovered)> AttemptAsync(Func<CancellationToken, Task<SendResult>> send, CancellationToken cancellationToken)
    {
        // Whoever waits for the circuit keeps its slot: no other attempt could do better, and none slips past a circuit that opens.
        await _slots.WaitAsync(cancellationToken);
        try
        {
            var probe = await circuit.EnterAsync(cancellationToken);
            SendResult? result = null;
            var recovered = Task.CompletedTask;
            try
            {
                result = await send(cancellationToken);
                // Before the circuit gets the result: it may close at any time afterwards.
                recovered = circuit.Closing;
            }
            finally
            {
                circuit.Leave(probe, result is null ? null : !result.Outage);
            }
            host.Attempted(result.Reason);
            return (result, recovered);
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task WaitAsync(Task recovered, TimeSpan delay, CancellationToken cancellationToken)
    {
        await recovered.WaitAsync(delay, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
