using Onair.Api;
using Onair.Api.MediaProviders;
using Onair.Kubernetes;

namespace Onair.Webhook.MediaProviders;

/// <summary>
/// The MediaProviders: from the cache, which may be some milliseconds behind, and from the API server where that would make a
/// wrong answer.
/// </summary>
internal sealed class Providers(Informer<MediaProvider> cache, KubernetesClient client)
{
    /// <summary>The provider as it was last seen; null when none of that name was.</summary>
    public MediaProvider? Cached(string name) => name.Length == 0 ? null : cache.Get(new(null, name));

    /// <summary>The provider as it is now; null when there is none.</summary>
    public async Task<MediaProvider?> FindAsync(string name, CancellationToken ct) =>
        name.Length == 0 ? null : await client.FindAsync(OnairResources.MediaProviders, name, null, ct);

    /// <summary>
    /// The providers for the LiveStreams that name none, in ordinal order; more than one, and none of them is taken. One that
    /// is being deleted is none.
    /// </summary>
    public async Task<IReadOnlyList<MediaProvider>> DefaultsAsync(CancellationToken ct)
    {
        var cached = Defaults(cache.List());
        return cached.Count == 1 ? cached : await CurrentDefaultsAsync(ct);
    }

    /// <summary>The same, asked of the API server.</summary>
    public async Task<IReadOnlyList<MediaProvider>> CurrentDefaultsAsync(CancellationToken ct)
    {
        var all = new List<MediaProvider>();
        await foreach (var provider in client.ListAsync(OnairResources.MediaProviders, null, ct: ct)) all.Add(provider);
        return Defaults(all);
    }

    private static List<MediaProvider> Defaults(IEnumerable<MediaProvider> all) =>
        [.. all.Where(p => p is { IsDefault: true, Metadata.DeletionTimestamp: null }).OrderBy(p => p.Metadata.Name, StringComparer.Ordinal)];
}
