using Polly;
using Polly.Retry;

namespace Onair.Operator.EventSinks.Delivery;

/// <summary>Does what has to be done however long the API server is away.</summary>
internal sealed class Persistence(TimeProvider time, Action<Exception> failed)
{
    private readonly ResiliencePipeline _pipeline = new ResiliencePipelineBuilder { TimeProvider = time }
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
                failed(a.Outcome.Exception!);
                return ValueTask.CompletedTask;
            },
        })
        .Build();

    public async Task DoAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken) =>
        await _pipeline.ExecuteAsync(async token => await work(token), cancellationToken);
}
