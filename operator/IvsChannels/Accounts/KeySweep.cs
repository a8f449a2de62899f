using System.Collections.Frozen;
using Onair.Operator.AwsAccounts;
using Onair.Operator.IvsChannels.AwsResources;
using Onair.Operator.IvsChannels.Decisions;

namespace Onair.Operator.IvsChannels.Accounts;

/// <summary>
/// The recorded stream keys that an account still has. BatchGetStreamKey returns fifty in a call, where ListStreamKeys takes a call for each
/// channel. A channel has at most one key, so a key that exists has not been replaced.
/// </summary>
/// <param name="Began">When the first batch was asked for.</param>
/// <param name="Interval">How soon the next one is due.</param>
/// <param name="Keys">The keys by ARN, without their values.</param>
internal sealed record KeySweep(DateTimeOffset Began, TimeSpan Interval, FrozenDictionary<string, ObservedIvs> Keys)
{
    /// <summary>Reads the keys. One that IVS reports an error for is left out.</summary>
    public static async Task<KeySweep> ReadAsync(
        ProviderAccount account, IReadOnlyCollection<string> arns, OperatorOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var began = time.GetUtcNow();
        var keys = new Dictionary<string, ObservedIvs>(StringComparer.Ordinal);
        foreach (var batch in arns.Chunk(StreamKeyResource.BatchSize))
            foreach (var key in await StreamKeyResource.FindAsync(account, batch, cancellationToken)) keys[key.Arn!] = key;
        return new(began, SweepIntervals.Keys(account.Aws.RateLimit.RequestsPerSecond, arns.Count, options), keys.ToFrozenDictionary(StringComparer.Ordinal));
    }
}
