using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Amazon.CloudFront.Model;
using Onair.Operator.AwsAccounts;

namespace Onair.Operator.HlsBroadcasts.Viewers;

/// <summary>
/// Looks at the distributions and bucket policies of providers, once in a while for all of their broadcasts. A failure is remembered, too: a
/// missing permission costs no call in each round.
/// </summary>
internal sealed class ViewerLooks(TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FailureInterval = TimeSpan.FromMinutes(1);

    private readonly ConditionalWeakTable<ProviderAccount, ConcurrentDictionary<(Type, string), Look>> _seen = [];

    /// <summary>A distribution, as it was at most two minutes ago.</summary>
    public async Task<Distribution> DistributionAsync(ProviderAccount account, string id, CancellationToken cancellationToken) => (await FindAsync(
        account,
        id,
        async () => (Distribution?)(await account.CloudFront.CallAsync("GetDistribution", (c, ct) => c.GetDistributionAsync(new() { Id = id }, ct), cancellationToken)).Distribution))!;

    /// <summary>Something of an account, as it was at most two minutes ago.</summary>
    /// <param name="account">The account.</param>
    /// <param name="name">Its name.</param>
    /// <param name="ask">Asks for it.</param>
    public async Task<T?> FindAsync<T>(ProviderAccount account, string name, Func<Task<T?>> ask)
        where T : class
    {
        var (seen, key) = (_seen.GetOrCreateValue(account), (typeof(T), name));
        if (seen.TryGetValue(key, out var last) && time.GetUtcNow() - last.At < (last.Error is null ? Interval : FailureInterval))
            return last.Error is { } error ? throw error : (T?)last.Found;
        try
        {
            var found = await ask();
            seen[key] = new(time.GetUtcNow(), found, null);
            return found;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            seen[key] = new(time.GetUtcNow(), null, e);
            throw;
        }
    }

    private sealed record Look(DateTimeOffset At, object? Found, Exception? Error);
}
