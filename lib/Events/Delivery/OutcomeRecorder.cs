using Polly;
using Polly.Retry;

namespace Onair.Events.Delivery;

/// <summary>Records outcomes, however long the store is unavailable: what was sent must not be sent again.</summary>
/// <param name="host">Hears of failures.</param>
/// <param name="time">The clock.</param>
/// <param name="recording">Ends it.</param>
internal sealed class OutcomeRecorder(IDeliveryHost host, TimeProvider time, CancellationToken recording)
{
    private readonly ResiliencePipeline _untilRecorded = new ResiliencePipelineBuilder { TimeProvider = time }
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(200),
            MaxDelay = TimeSpan.FromSeconds(30),
            ShouldHandle = static a => ValueTask.FromResult(a.Outcome.Exception is not null && !a.Context.CancellationToken.IsCancellationRequested),
            OnRetry = a =>
            {
                host.RecordingFailed(a.Outcome.Exception!);
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    public async Task RecordAsync(Func<CancellationToken, Task> record) =>
        await _untilRecorded.ExecuteAsync(async token => await record(token), recording);
}
