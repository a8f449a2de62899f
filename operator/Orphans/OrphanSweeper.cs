using System.Collections.Concurrent;
using Onair.Api.MediaProviders;

namespace Onair.Operator.Orphans;

/// <summary>
/// Looks for orphans in the lists that the sweeps of accounts make anyway. It calls nothing in AWS and changes nothing there. A sweep that fails, or that
/// lacks a page, gives no list.
/// </summary>
internal sealed class OrphanSweeper(LivingObjects living, OrphanRegistry registry, OperatorOptions options)
{
    private readonly TimeSpan _patience = TimeSpan.FromSeconds(options.OrphanSeconds);
    private readonly ConcurrentDictionary<(string Provider, string Type), DateTimeOffset> _asked = [];

    /// <summary>Takes a complete list; the same one again changes nothing.</summary>
    /// <param name="provider">Whose account it is of.</param>
    /// <param name="type">The type of the resources.</param>
    /// <param name="began">When it was asked for.</param>
    /// <param name="listed">All resources of the type that have the tags of an object.</param>
    public void Take(MediaProvider provider, OrphanType type, DateTimeOffset began, IEnumerable<ListedResource> listed)
    {
        var former = registry.Of(provider, type.Name);
        if (former?.Began == began) return;
        // After the list: the object of a resource in it was known before the resource was created.
        if (living.Uids() is not { } uids) return;
        var unowned = DecideOrphans.Unowned(former?.Unowned ?? [], listed, began, uids, new(options.ClusterName, options.WatchNamespace));
        var orphans = DecideOrphans.Orphans(type, unowned, provider.Status?.Orphans ?? [], began, _patience, options.Prices.Currency);
        registry.Take(provider, type.Name, new(provider.Metadata.Uid, began, unowned, orphans));
    }

    /// <summary>
    /// Whether to list an account now that no object uses: it was listed since this process leads, or its status has orphans, and the last time is
    /// long ago. An account that has never been used is not asked: its region may lack the service, or its role the permission.
    /// </summary>
    public bool BeginsIdle(MediaProvider provider, OrphanType type, DateTimeOffset now)
    {
        var key = (provider.Metadata.Name!, type.Name);
        var list = registry.Of(provider, type.Name);
        if (list is null && provider.Status?.Orphans.Any(o => o.Type == type.Name) != true) return false;
        if (now - list?.Began < _patience || (_asked.TryGetValue(key, out var asked) && now - asked < _patience)) return false;
        _asked[key] = now;
        return true;
    }

    /// <summary>The provider is gone.</summary>
    public void Forget(string provider, OrphanType type)
    {
        _asked.TryRemove((provider, type.Name), out _);
        registry.Forget(provider, type.Name);
    }

    /// <summary>Another process leads.</summary>
    public void Forget(OrphanType type) => registry.Forget(type.Name);
}
