using System.Collections.Concurrent;
using Onair.Api.BroadcastSites;

namespace Onair.Signaling.Sites;

/// <summary>
/// Each site with its last valid spec: an edit that breaks a rule ends no show. A replica that has started since then knows no valid spec, and does
/// not serve the site until it is mended.
/// </summary>
/// <param name="isValid">Whether a spec can be served.</param>
internal sealed class ServedSites(Func<BroadcastSite, bool> isValid)
{
    private readonly ConcurrentDictionary<string, (BroadcastSite Seen, BroadcastSite? Valid)> _known = new(StringComparer.Ordinal);

    /// <summary>The site as it is served; null if it is not.</summary>
    /// <param name="path">The site, <c>namespace/name</c>.</param>
    /// <param name="seen">The site as it is declared now; null if it is gone.</param>
    public BroadcastSite? Of(string path, BroadcastSite? seen)
    {
        if (seen is not { Metadata.DeletionTimestamp: null })
        {
            _known.TryRemove(path, out _);
            return null;
        }

        var isKnown = _known.TryGetValue(path, out var known);
        // The rules cost more than this look, which every socket takes each second.
        if (isKnown && ReferenceEquals(known.Seen, seen)) return known.Valid;
        // A site that was deleted and created again is another one.
        var former = isKnown && known.Valid?.Metadata.Uid == seen.Metadata.Uid ? known.Valid : null;
        var valid = isValid(seen) ? seen : former;
        _known[path] = (seen, valid);
        return valid;
    }
}
