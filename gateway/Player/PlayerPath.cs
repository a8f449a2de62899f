using Onair.Api;
using Onair.Gateway.Requests;

namespace Onair.Gateway.Player;

/// <summary>What is watched: an object of a kind that the player knows.</summary>
/// <param name="Namespace">Its namespace.</param>
/// <param name="Kind">Its kind as kubectl's plural, e.g. <c>livestreams</c>.</param>
/// <param name="Name">Its name.</param>
internal sealed record PlayerPath(string Namespace, string Kind, string Name)
{
    /// <summary>The kinds.</summary>
    public static readonly IReadOnlyList<string> Kinds = [.. OnairResources.Kinds.Where(kind => kind.PlayerVerbs.Count > 0).Select(kind => kind.Plural)];

    /// <summary>The subject of its tokens: <c>talks/livestreams/keynote</c>.</summary>
    public string Subject => $"{Namespace}/{Kind}/{Name}";

    /// <summary>Path of the state that the page polls.</summary>
    public string StatePath => $"/watch/{Subject}/state.json";

    /// <summary>Path that the page reports to.</summary>
    public string BeaconPath => $"/watch/{Subject}/beacon";

    /// <summary>Path of the page.</summary>
    public string PagePath => $"/watch/{Subject}";

    /// <summary>Reads the parts of a path; null when no object can have them.</summary>
    public static PlayerPath? Of(string ns, string kind, string name) =>
        Kinds.Contains(kind, StringComparer.Ordinal) && TextRules.Namespace(ns) is null && TextRules.ObjectName(name) is null ? new(ns, kind, name) : null;
}
