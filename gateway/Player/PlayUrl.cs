using System.Collections.Frozen;
using Onair.Gateway.Requests;
using Onair.Guard;
using Onair.Relays;

namespace Onair.Gateway.Player;

/// <summary>A URL from outside of Onair that a link plays. Pure functions.</summary>
/// <param name="Url">The URL as the link has it: the subject of the link's token.</param>
/// <param name="Name">What viewers read as its title.</param>
internal sealed record PlayUrl(string Url, string Name)
{
    /// <summary>The path of the page, with the slash that the earlier service had at its end.</summary>
    public const string PagePath = "/video-player/play-from-url/";

    /// <summary>The parameter with the URL.</summary>
    public const string UrlParameter = "url";

    /// <summary>The parameter with the name.</summary>
    public const string NameParameter = "name";

    // As browsers and proxies accept it.
    private const int LongestUrl = 2048;
    private const int LongestName = 200;

    private static readonly FrozenSet<string> Schemes = FrozenSet.Create(StringComparer.Ordinal, Uri.UriSchemeHttp, Uri.UriSchemeHttps);

    private static readonly FrozenSet<string> WithRelays = Schemes.Concat(RelayUrl.Schemes).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The parsed URL.</summary>
    public Uri Parsed { get; } = new(Url);

    /// <summary>What the URL is: a playlist by the name of its file, otherwise a file.</summary>
    public MediaFormat Format => Parsed.AbsolutePath.Contains(".m3u8", StringComparison.OrdinalIgnoreCase) ? MediaFormat.Hls : MediaFormat.Mp4;

    /// <summary>Reads the parameters of a link, or says which rule they break.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="name">The name; null or empty for the host of the URL.</param>
    /// <param name="rules">Which addresses are allowed. Those of a host name are for <see cref="UrlGuard"/>.</param>
    /// <param name="hasRelays">Whether there are relays for what browsers cannot play.</param>
    public static (PlayUrl? Read, Refusal? Refusal) Read(string? url, string? name, AddressRules rules, bool hasRelays)
    {
        if (string.IsNullOrEmpty(url)) return (null, new(UrlParameter, "", "is required"));
        if (url.Length > LongestUrl) return (null, new(UrlParameter, url, $"must have at most {LongestUrl} characters"));
        if (GuardedUrl.Check(url, hasRelays ? WithRelays : Schemes, rules) is { } rule) return (null, new(UrlParameter, url, rule));
        if (RelayUrl.IsRelayed(url) && RelayUrl.Check(url, rules) is { } relayRule) return (null, new(UrlParameter, url, relayRule));
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed)) return (null, new(UrlParameter, url, "must be an absolute URL, scheme://host/path"));
        if (string.IsNullOrEmpty(name)) return (new(url, parsed.Host), null);
        return TextRules.Text(name, LongestName) is { } broken ? (null, new(NameParameter, name, broken)) : (new(url, name), null);
    }

    /// <summary>Whether browsers need a relay for it.</summary>
    public bool IsRelayed => RelayUrl.IsRelayed(Url);

    /// <summary>The state of its page without a relay. The page may load from the origin of the URL and from no other.</summary>
    public PageState Page => new() { Availability = Availability.Video, Title = Name, Url = Origins.Playable(Url), Format = Format, IsForeign = true };

    /// <summary>A parameter of a link that breaks a rule.</summary>
    /// <param name="Field">The parameter.</param>
    /// <param name="Value">Its value.</param>
    /// <param name="Rule">The rule.</param>
    public sealed record Refusal(string Field, string Value, string Rule)
    {
        /// <summary>Field, value and rule on one line.</summary>
        public override string ToString() => $"{Field} '{Shown.Text(Value)}': {Rule}";
    }
}
