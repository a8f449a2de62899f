using System.Collections.Concurrent;

namespace Onair.Operator.AwsAccounts.Limits;

/// <summary>The health of each provider's account. It outlives the clients, which are rebuilt when a Secret changes.</summary>
internal sealed class AccountHealthRegistry(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, AccountHealth> _all = new(StringComparer.Ordinal);

    public IEnumerable<AccountHealth> All => _all.Values;

    public AccountHealth Of(string provider) => _all.GetOrAdd(provider, name => new(name, time));

    /// <summary>Whether a service does not answer the provider, or lets calls wait.</summary>
    public bool IsImpaired(string provider) => _all.TryGetValue(provider, out var health) && health.IsImpaired;

    public void Forget(string provider) => _all.TryRemove(provider, out _);
}
