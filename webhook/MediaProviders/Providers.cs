using Onair.Api;
using Onair.Api.MediaProviders;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Informers;

namespace Onair.Webhook.MediaProviders;

/// <summary>
/// The MediaProviders: from the cache, which may lag by some milliseconds, or from the API server where that would cause a
/// wrong verdict.
/// </summary>
internal sealed class Providers(Informer<MediaProvider> cache, KubernetesClient client)
{
    /// <summary>The cached provider; null when none is known by that name yet.</summary>
    public MediaProvider? Cached(string name) => name.Length == 0 ? null : cache.Known.Get(new(null, name));

    /// <summary>The current provider; null when it does not exist.</summary>
    public async Task<MediaProvider?> FindAsync(string name, CancellationToken cancellationToken) =>
        name.Length == 0 ? null : await client.FindAsync(OnairResources.MediaProviders, name, null, cancellationToken);

    /// <summary>
    /// The default providers for LiveStreams of a namespace that name none, in ordinal order. With more than one, none is used. A provider
    /// that is being deleted does not count, nor does one that the namespace may not use.
    /// </summary>
    public async Task<IReadOnlyList<MediaProvider>> DefaultsAsync(string? ns, CancellationToken cancellationToken)
    {
        // Another default may be on a later page of the first list.
        if (cache.IsSynced && Defaults(cache.List(), ns) is [_] cached) return cached;
        return await CurrentDefaultsAsync(ns, cancellationToken);
    }

    /// <summary>The same, read from the API server; of all namespaces without one.</summary>
    public async Task<IReadOnlyList<MediaProvider>> CurrentDefaultsAsync(string? ns, CancellationToken cancellationToken)
    {
        var all = new List<MediaProvider>();
        await foreach (var provider in client.ListAsync(OnairResources.MediaProviders, null, cancellationToken: cancellationToken)) all.Add(provider);
        return Defaults(all, ns);
    }

    private static List<MediaProvider> Defaults(IEnumerable<MediaProvider> all, string? ns) =>
        [.. all.Where(p => p is { IsDefault: true, Metadata.DeletionTimestamp: null } && p.Spec.Allows(ns)).OrderBy(p => p.Metadata.Name, StringComparer.Ordinal)];
}
