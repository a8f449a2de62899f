using System.Collections.Concurrent;
using Onair.Api.MediaProviders;

namespace Onair.Operator.Orphans;

/// <summary>What the last complete list of a type showed.</summary>
/// <param name="ProviderUid">The provider's uid: another one of the same name may be another account.</param>
/// <param name="Began">When the list was asked for.</param>
/// <param name="Unowned">The resources without an owner, for the next list.</param>
/// <param name="Orphans">The orphans among them.</param>
internal sealed record OrphanList(string? ProviderUid, DateTimeOffset Began, IReadOnlyList<UnownedResource> Unowned, IReadOnlyList<OrphanStatus> Orphans);

/// <summary>The orphans of all accounts, as the sweeps have found them since this process became the leader.</summary>
internal sealed class OrphanRegistry
{
    private readonly ConcurrentDictionary<(string Provider, string Type), OrphanList> _lists = [];

    /// <summary>The number of orphans of each provider and type that was listed; 0 where there are none.</summary>
    public IEnumerable<(string Provider, string Type, int Count)> Counts => _lists.Select(l => (l.Key.Provider, l.Key.Type, l.Value.Orphans.Count));

    /// <summary>The last list; null when there was none.</summary>
    public OrphanList? Of(MediaProvider provider, string type) =>
        _lists.TryGetValue((provider.Metadata.Name!, type), out var list) && list.ProviderUid == provider.Metadata.Uid ? list : null;

    public void Take(MediaProvider provider, string type, OrphanList list) => _lists[(provider.Metadata.Name!, type)] = list;

    /// <summary>The provider is gone.</summary>
    public void Forget(string provider, string type) => _lists.TryRemove((provider, type), out _);

    /// <summary>Another process leads, and may see what this one does not.</summary>
    public void Forget(string type)
    {
        foreach (var key in _lists.Keys.Where(k => k.Type == type)) _lists.TryRemove(key, out _);
    }
}
