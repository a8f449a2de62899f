using Onair.Operator.AwsAccounts.Limits;

namespace Onair.Operator.AwsAccounts;

/// <summary>One service of an account.</summary>
/// <typeparam name="TClient">Its client.</typeparam>
/// <param name="provider">The MediaProvider's name, for metrics.</param>
/// <param name="name">The service's name, for metrics and for <paramref name="health"/>.</param>
/// <param name="client">The client, for what is no call: presigned URLs.</param>
/// <param name="health">Whether the service answers; null when its silence refuses no call.</param>
/// <param name="limit">The service's rate limit; null without one of ours.</param>
internal sealed class AwsService<TClient>(string provider, string name, TClient client, AccountHealth? health, CallLimiter? limit) where TClient : IDisposable
{
    public TClient Client => client;

    /// <summary>Calls the service within its rate limit, by the priority that <see cref="CallPriorityScope"/> says, and counts the call.</summary>
    /// <param name="operation">The operation, for metrics.</param>
    /// <param name="call">Calls it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Onair.Aws.NotSentException">The service has not answered for a while.</exception>
    public async Task<T> CallAsync<T>(string operation, Func<TClient, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        if (limit is not null)
        {
            // A call that would not be sent need not wait for its turn.
            health?.EnsureAnswering(name);
            await limit.AcquireAsync(CallPriorityScope.Current, cancellationToken);
        }

        return health is null ? await CountedAsync() : await health.CallAsync(name, CountedAsync, cancellationToken);

        Task<T> CountedAsync() => AwsMetrics.CountAsync(provider, name, operation, () => call(client, cancellationToken));
    }
}
