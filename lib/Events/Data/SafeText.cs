using System.Text.RegularExpressions;

namespace Onair.Events.Data;

/// <summary>Texts without what is nobody's business: events leave the cluster, and are kept by whoever receives them.</summary>
internal static partial class SafeText
{
    /// <summary>A URL without user name, password, query and fragment, which may hold keys and signatures.</summary>
    public static string Url(string url)
    {
        var end = url.AsSpan().IndexOfAny('?', '#');
        if (end >= 0) url = url[..end];
        if (url.IndexOf("://", StringComparison.Ordinal) is not (>= 0 and var scheme)) return url;
        var host = scheme + 3;
        var path = url.IndexOf('/', host);
        var at = url.LastIndexOf('@', (path < 0 ? url.Length : path) - 1);
        return at >= host ? url[..host] + url[(at + 1)..] : url;
    }

    /// <summary>A text, e.g. a service's error, with the URLs in it so.</summary>
    public static string Message(string text) => Urls().Replace(text, match => Url(match.Value));

    /// <summary>A picture's URL with its query, which says its size, unless that looks like a token.</summary>
    public static string Picture(string url) => Keys().IsMatch(url) || Url(url) != url.Split('?')[0] ? Url(url) : url;

    [GeneratedRegex(@"[A-Za-z][A-Za-z0-9+.-]*://[^\s""'<>]+", RegexOptions.CultureInvariant)]
    private static partial Regex Urls();

    [GeneratedRegex("token|sig|key|secret|credential", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Keys();
}
