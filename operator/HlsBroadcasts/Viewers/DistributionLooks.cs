using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Amazon.CloudFront.Model;
using Onair.Operator.AwsAccounts;

namespace Onair.Operator.HlsBroadcasts.Viewers;

/// <summary>Looks at the distributions of providers, once in a while for all of their broadcasts. A failure is remembered for a shorter time.</summary>
internal sealed class DistributionLooks(TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FailureInterval = TimeSpan.FromSeconds(30);

    private readonly ConditionalWeakTable<ProviderAccount, ConcurrentDictionary<string, Look>> _seen = [];

    /// <summary>A distribution, as it was at most two minutes ago.</summary>
    public async Task<Distribution> FindAsync(ProviderAccount account, string id, CancellationToken cancellationToken)
    {
        var seen = _seen.GetOrCreateValue(account);
        if (seen.TryGetValue(id, out var last) && time.GetUtcNow() - last.At < (last.Error is null ? Interval : FailureInterval))
            return last.Distribution ?? throw last.Error!;
        try
        {
            var found = await account.CloudFront.CallAsync("GetDistribution", (c, ct) => c.GetDistributionAsync(new() { Id = id }, ct), cancellationToken);
            seen[id] = new(time.GetUtcNow(), found.Distribution, null);
            return found.Distribution;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            seen[id] = new(time.GetUtcNow(), null, e);
            throw;
        }
    }

    private sealed record Look(DateTimeOffset At, Distribution? Distribution, Exception? Error);
}
