using System.Collections.Concurrent;
using k8s;
using k8s.Models;

namespace Onair.Operator.Reconciliation;

/// <summary>
/// The Secrets that Onair wrote for the resources of a kind, as <see cref="OwnedSecretWatch{TResource}"/> saw them last. One that is gone or was
/// written since makes its resource suspect: the next round looks at it, whatever else is known. Nothing relies on it: a restart forgets it.
/// </summary>
/// <param name="names">The names of a resource's Secrets that are to exist now.</param>
internal sealed class WatchedSecrets<TResource>(Func<TResource, IEnumerable<string>> names)
    where TResource : class, IKubernetesObject<V1ObjectMeta>
{
    // Whoever cannot write a Secret again, because the provider is away, is not asked at every look.
    private static readonly TimeSpan Reminder = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(string Uid, string Name), (string? Version, DateTimeOffset WokenAt)> _seen = new();
    private readonly ConcurrentDictionary<string, object> _suspects = new(StringComparer.Ordinal);

    /// <summary>The Secrets of a resource that are to exist now.</summary>
    public IEnumerable<string> Of(TResource resource) => resource.Metadata.DeletionTimestamp is null ? names(resource) : [];

    /// <summary>What makes a resource suspect; null when nothing does.</summary>
    public object? Suspicion(string uid) => _suspects.GetValueOrDefault(uid);

    /// <summary>A round that began with this suspicion has found everything as declared.</summary>
    public void Verified(string uid, object? suspicion)
    {
        if (suspicion is not null) _suspects.TryRemove(KeyValuePair.Create(uid, suspicion));
    }

    /// <summary>Takes note of a look at a Secret.</summary>
    /// <param name="uid">The uid of its resource.</param>
    /// <param name="name">Its name.</param>
    /// <param name="version">Its version; null when it does not exist.</param>
    /// <param name="now">The time.</param>
    /// <returns>Whether to wake the resource.</returns>
    public bool Look(string uid, string name, string? version, DateTimeOffset now)
    {
        var isKnown = _seen.TryGetValue((uid, name), out var before);
        // The first round of a process looks at everything.
        var isNews = isKnown ? before.Version != version : version is null;
        var isDue = version is null && now - before.WokenAt >= Reminder;
        _seen[(uid, name)] = (version, isNews || isDue ? now : before.WokenAt);
        if (isNews) _suspects[uid] = new();
        return isNews || isDue;
    }

    /// <summary>Forgets all but these resources.</summary>
    public void Keep(IReadOnlySet<string> uids)
    {
        foreach (var key in _seen.Keys.Where(k => !uids.Contains(k.Uid))) _seen.TryRemove(key, out _);
        foreach (var uid in _suspects.Keys.Where(u => !uids.Contains(u))) _suspects.TryRemove(uid, out _);
    }
}
