using System.Text.RegularExpressions;

namespace Onair.Events.Data;

/// <summary>Removes secrets from texts: events leave the cluster, and receivers keep them.</summary>
internal static partial class SafeText
{
    /// <summary>A URL without user name, password, query and fragment, which may contain keys and signatures.</summary>
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

    /// <summary>A text, e.g. a service's error, with its URLs reduced by <see cref="Url"/>.</summary>
    public static string Message(string text) => Urls().Replace(text, match => Url(match.Value));

    /// <summary>The URL of an image. It keeps its query, which contains the size, unless that looks like a token.</summary>
    public static string Picture(string url) => Keys().IsMatch(url) || Url(url) != url.Split('?')[0] ? Url(url) : url;

    [GeneratedRegex(@"[A-Za-z][A-Za-z0-9+.-]*://[^\s""'<>]+", RegexOptions.CultureInvariant)]
    private static partial Regex Urls();

    [GeneratedRegex("token|sig|key|secret|credential", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Keys();
}
