using System.Text.RegularExpressions;

namespace Onair.Gateway.Player;

/// <summary>Origins in a content security policy.</summary>
internal static partial class Origins
{
    /// <summary>What an origin must be.</summary>
    public const string Rule = "must be https or http, a host and perhaps a port, e.g. https://www.example.com or https://*.example.com";

    // Services whose playlists refer to other hosts of theirs. Mux: https://www.mux.com/docs/core/content-security-policy. IVS: its playback
    // host redirects nobody, but lists playlists and segments of sibling hosts below live-video.net.
    private static readonly (string Suffix, string Source)[] Siblings = [(".mux.com", "https://*.mux.com"), (".live-video.net", "https://*.live-video.net")];

    /// <summary>Whether a text is an origin, which may begin with <c>*.</c> for all hosts below one.</summary>
    public static bool IsOrigin(string text) => Pattern().IsMatch(text);

    /// <summary>The origins that a page with these URLs needs, without duplicates. What is no http URL needs none.</summary>
    public static IEnumerable<string> Of(IEnumerable<string?> urls) => urls.SelectMany(Of).Distinct(StringComparer.Ordinal);

    /// <summary>A URL that viewers may get: absolute, http or https, without a user. Null for any other.</summary>
    public static string? Playable(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var parsed) && (parsed.Scheme == Uri.UriSchemeHttps || parsed.Scheme == Uri.UriSchemeHttp) && parsed.UserInfo.Length == 0
            ? parsed.AbsoluteUri
            : null;

    /// <summary>The origin of a URL and no other. Of a host with characters that would end a directive there is none: the policy then blocks it.</summary>
    public static IEnumerable<string> Own(string? url)
    {
        if (Playable(url) is not { } playable) yield break;
        var origin = new Uri(playable).GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
        if (IsOrigin(origin)) yield return origin;
    }

    private static IEnumerable<string> Of(string? url)
    {
        if (Playable(url) is not { } playable) yield break;
        foreach (var origin in Own(playable)) yield return origin;
        var parsed = new Uri(playable);
        foreach (var (suffix, source) in Siblings)
            if (parsed.Host.EndsWith(suffix, StringComparison.Ordinal) && parsed.Scheme == Uri.UriSchemeHttps) yield return source;
    }

    [GeneratedRegex(@"^https?://((\*\.)?[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*|\[[0-9A-Fa-f:.]+\])(:[0-9]{1,5})?\z")]
    private static partial Regex Pattern();
}
