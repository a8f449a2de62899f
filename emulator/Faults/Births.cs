using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onair.Emulator.Faults;

/// <summary>When resources were created, by all that identifies them; an hour back, and not beyond the process.</summary>
internal sealed class Births(TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<(string Service, string Identity), DateTimeOffset> _times = new();

    /// <summary>Notes what a creation made. Where the answer does not name it, the request did.</summary>
    public void Note(string service, JsonNode input, JsonNode? output)
    {
        var now = time.GetUtcNow();
        foreach (var (key, at) in _times)
        {
            if (now - at > Kept) _times.TryRemove(key, out _);
        }

        // Names of IVS's resources are not unique, and may be empty.
        var named = service != "ivs";
        var made = Identities(output, named).ToList();
        foreach (var identity in made.Count > 0 ? made : Identities(input, named)) _times[(service, identity)] = now;
    }

    /// <summary>Whether the resource was created less than so many seconds ago.</summary>
    public bool IsYounger(string service, string identity, double seconds) =>
        _times.TryGetValue((service, identity), out var at) && time.GetUtcNow() - at < TimeSpan.FromSeconds(seconds);

    /// <summary>Id and ARN of a resource, or of the one that is a member. A name identifies only what has no id.</summary>
    private static IEnumerable<string> Identities(JsonNode? node, bool named)
    {
        if (node is not JsonObject document) return [];
        var texts = document.Where(m => m.Value?.GetValueKind() == JsonValueKind.String)
            .ToLookup(m => m.Key, m => m.Value!.GetValue<string>(), StringComparer.OrdinalIgnoreCase);
        var own = texts["id"].Concat(texts["arn"]).Concat(!named || texts["id"].Any() ? [] : texts["name"]).ToList();
        return own.Count > 0 ? own : document.Select(m => m.Value).OfType<JsonObject>().SelectMany(v => Identities(v, named));
    }
}
