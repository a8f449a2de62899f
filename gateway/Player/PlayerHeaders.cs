namespace Onair.Gateway.Player;

/// <summary>The headers of pages. A page may load what it plays, from the origins of its URLs, and nothing else.</summary>
internal sealed class PlayerHeaders(PlayerSettings settings)
{
    // As the settings and the page's data name the page's own origin.
    private const string Self = "self";

    private readonly string _ancestors = settings.FrameAncestors is { Count: > 0 } some ? string.Join(' ', some.Select(a => a == Self ? "'self'" : a)) : "'none'";

    /// <summary>Sets the headers of a page.</summary>
    /// <param name="response">Its response.</param>
    /// <param name="state">What it plays; null for a page of text.</param>
    public void Set(HttpResponse response, PageState? state)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy = Policy(state);
        headers.CacheControl = "no-store";
        headers.XContentTypeOptions = "nosniff";
        // The link may have a token.
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] =
            "autoplay=(self), fullscreen=(self), picture-in-picture=(self), camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";
        headers["X-Robots-Tag"] = "noindex";
    }

    /// <summary>The origins of videos that a page may load.</summary>
    public IReadOnlyList<string> MediaOrigins(PageState state) =>
        state.IsRelayed ? [Self]
        : state.IsForeign ? [.. Origins.Own(state.Url)]
        : [.. Origins.Of([state.Url, .. state.Later]).Concat(settings.MediaOrigins).Distinct(StringComparer.Ordinal)];

    private string Policy(PageState? state)
    {
        var rest = $"style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors {_ancestors}";
        if (state is null) return $"default-src 'none'; img-src data:; {rest}";
        var media = string.Concat(MediaOrigins(state).Select(o => $" {(o == Self ? "'self'" : o)}"));
        var pictures = string.Concat(Origins.Of([state.Poster]).Select(o => $" {o}"));
        // hls.js plays blobs, and makes tracks of captions from an empty data URL.
        return $"default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'{media}; media-src blob: data:{media}; "
            + $"img-src 'self' data:{pictures}; require-trusted-types-for 'script'; trusted-types default; {rest}";
    }
}
