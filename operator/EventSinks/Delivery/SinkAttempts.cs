using Onair.Api.EventSinks;
using Onair.Operator.EventSinks.Requests;
using Polly;
using Polly.Retry;

namespace Onair.Operator.EventSinks.Delivery;

/// <summary>Tries to send something until it is taken or the schedule of the EventSink is over.</summary>
/// <param name="sink">The EventSink, for metrics.</param>
/// <param name="retries">How often it is tried again.</param>
/// <param name="options">How soon.</param>
/// <param name="breaker">Whether it may be tried now.</param>
/// <param name="time">The clock.</param>
internal sealed class SinkAttempts(string sink, int retries, EventOptions options, SinkBreaker breaker, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _slots = new(options.MaxConcurrentRequests);

    /// <summary>Tries until it is taken, gone, or the schedule is over.</summary>
    public async Task<SinkOutcome> UntilTakenAsync(Func<CancellationToken, Task<SinkOutcome>> send, CancellationToken cancellationToken)
    {
        if (retries == 0) return await OnceAsync(send, cancellationToken);
        var clock = new RetryClock(time);
        SinkOutcome? last = null;
        void Hurry(BreakerState state)
        {
            // What failed for itself, or was asked to wait, waits on.
            if (state == BreakerState.Closed && Volatile.Read(ref last) is { Outage: true, RetryAfter: null }) clock.End();
        }

        breaker.Changed += Hurry;
        try
        {
            return await Schedule(clock).ExecuteAsync(
                async token =>
                {
                    Volatile.Write(ref last, null);
                    clock.Begin();
                    return await OnceAsync(
                        async t =>
                        {
                            var outcome = await send(t);
                            // Before the breaker hears of it: it may close the moment after.
                            Volatile.Write(ref last, outcome);
                            return outcome;
                        },
                        token);
                },
                cancellationToken);
        }
        finally
        {
            breaker.Changed -= Hurry;
        }
    }

    /// <summary>Tries once, when the breaker lets it.</summary>
    public async Task<SinkOutcome> OnceAsync(Func<CancellationToken, Task<SinkOutcome>> send, CancellationToken cancellationToken)
    {
        // Who waits for the breaker keeps a slot: nobody else may do anything with it either, and none slips past a breaker that opens.
        await _slots.WaitAsync(cancellationToken);
        try
        {
            var probe = await breaker.EnterAsync(cancellationToken);
            SinkOutcome? outcome = null;
            try
            {
                outcome = await send(cancellationToken);
            }
            finally
            {
                breaker.Leave(probe, outcome is null ? null : !outcome.Outage);
            }
            SinkMetrics.Attempted(sink, outcome.Reason);
            return outcome;
        }
        finally
        {
            _slots.Release();
        }
    }

    public void Dispose() => _slots.Dispose();

    private ResiliencePipeline<SinkOutcome> Schedule(RetryClock clock) => new ResiliencePipelineBuilder<SinkOutcome> { TimeProvider = clock }
        .AddRetry(new RetryStrategyOptions<SinkOutcome>
        {
            MaxRetryAttempts = retries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromSeconds(options.FirstRetrySeconds),
            MaxDelay = TimeSpan.FromSeconds(options.LongestRetrySeconds),
            ShouldHandle = static a => ValueTask.FromResult(a.Outcome.Result is { Kind: SinkOutcomeKind.Failed }),
            DelayGenerator = static a => ValueTask.FromResult(a.Outcome.Result?.RetryAfter),
            OnRetry = a =>
            {
                SinkMetrics.Retried(sink, a.Outcome.Result!.Reason);
                return ValueTask.CompletedTask;
            },
        })
        .Build();
}
