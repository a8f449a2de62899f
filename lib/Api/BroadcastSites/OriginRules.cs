using System.Globalization;
using Onair.Api.Rules;

namespace Onair.Api.BroadcastSites;

/// <summary>Rules for the origins of a site's pages.</summary>
internal static class OriginRules
{
    public static IEnumerable<Violation> Ports(BroadcastSiteCase site)
    {
        var origins = site.Site.Spec.AllowedOrigins;
        for (var i = 0; i < origins.Count; i++)
            if (Problem(origins[i]) is { } rule) yield return new($"spec.allowedOrigins[{i}]", origins[i], rule);
    }

    private static string? Problem(string origin)
    {
        var colon = origin.LastIndexOf(':');
        if (colon <= "https".Length) return null;
        var port = origin[(colon + 1)..];
        if (!ushort.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0) return "must have a port from 1 to 65535";
        // Browsers send no default port in Origin (https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin).
        return number == (origin.StartsWith("https:", StringComparison.Ordinal) ? 443 : 80) ? "must not have the default port of its scheme: browsers leave it out" : null;
    }
}
