using System.Collections.Concurrent;
using Onair.Api.MediaProviders;
using Onair.VideoActions;

namespace Onair.Webhook.Callbacks;

/// <summary>The action maps of the providers, compiled once for each generation: that takes much longer than all the rest of a callback.</summary>
internal sealed class ProviderMaps
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>The map; null when the provider has no video service, or one that nobody can use.</summary>
    public ActionMap? Of(MediaProvider provider)
    {
        if (provider.Spec.Video is not { } video) return null;
        var (name, uid, generation) = (provider.Metadata.Name!, provider.Metadata.Uid, provider.Metadata.Generation);
        var entry = _entries.AddOrUpdate(
            name, _ => New(), (_, known) => known.Uid == uid && known.Generation == generation ? known : New());
        return entry.Map.Value;

        Entry New() => new(uid, generation, new(() => ActionMap.Compile(video, out var _)));
    }

    private sealed record Entry(string? Uid, long? Generation, Lazy<ActionMap?> Map);
}
