using System.Collections.Concurrent;
using Onair.Kubernetes.Resources;

namespace Onair.Operator.Reconciliation;

/// <summary>
/// The resources of a kind that a quota of their account holds up. A deletion by Onair in the same account wakes those that wait longest,
/// long before their next attempt. Nothing relies on it: a restart tries each resource once.
/// </summary>
/// <param name="wake">Has a resource, with this uid, reconciled.</param>
internal sealed class QuotaWaiters(Action<NamespacedName, string> wake)
{
    // One deletion seldom makes room for more, and each attempt is a call.
    private const int Most = 3;

    private readonly ConcurrentDictionary<NamespacedName, (long Order, string Uid, string Provider)> _waiting = new();
    private long _order;

    /// <summary>A quota holds a resource up. Its place in the queue stays from the first time on.</summary>
    public void Add(NamespacedName name, string uid, string provider) => _waiting.AddOrUpdate(
        name, _ => (Interlocked.Increment(ref _order), uid, provider), (_, known) => known with { Uid = uid, Provider = provider });

    /// <summary>No quota holds a resource up, or it is gone.</summary>
    public void Remove(NamespacedName name) => _waiting.TryRemove(name, out _);

    /// <summary>Something was deleted in an account.</summary>
    public void Freed(string provider)
    {
        foreach (var (name, waiter) in _waiting.Where(w => w.Value.Provider == provider).OrderBy(w => w.Value.Order).Take(Most)) wake(name, waiter.Uid);
    }
}
