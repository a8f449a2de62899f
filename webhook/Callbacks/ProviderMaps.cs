using System.Collections.Concurrent;
using Onair.Api.MediaProviders;
using Onair.VideoActions;

namespace Onair.Webhook.Callbacks;

/// <summary>The providers' action maps, compiled once per generation because compiling takes much longer than the rest of a callback.</summary>
internal sealed class ProviderMaps
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>The map; null when the provider has no video service or an invalid one.</summary>
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
