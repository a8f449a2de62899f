using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Onair.Guard;

namespace Onair.Relays;

/// <summary>The URL of a stream that browsers cannot play, and that a relay copies into HLS. Pure functions; addresses of names are checked when they are connected to.</summary>
public static class RelayUrl
{
    // Half of a SHA-256: nobody finds two URLs with the same.
    private const int IdCharacters = 32;

    // libsrt's options of a caller. The others open ports, or bind to addresses: https://ffmpeg.org/ffmpeg-protocols.html#srt.
    private static readonly FrozenSet<string> SrtOptions = FrozenSet.Create(StringComparer.Ordinal, "streamid", "passphrase", "pbkeylen", "latency");

    /// <summary>What a relay can read.</summary>
    public static IReadOnlySet<string> Schemes { get; } = FrozenSet.Create(StringComparer.Ordinal, "rtsp", "rtsps", "rtmp", "rtmps", "srt");

    /// <summary>Whether a URL is for a relay, by its scheme.</summary>
    public static bool IsRelayed(string url) => Schemes.Contains(url.Split(':')[0].ToLowerInvariant());

    /// <summary>The rule that a URL breaks; null when it breaks none.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="rules">Which addresses are allowed.</param>
    public static string? Check(string url, AddressRules rules)
    {
        if (GuardedUrl.Check(url, Schemes, rules) is { } rule) return rule;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var parsed)) return "must be an absolute URL, scheme://host/path";
        if (parsed.Fragment.Length > 0) return "must not have a fragment, '#'";
        return parsed.Scheme switch
        {
            "srt" => CheckSrt(parsed),
            "rtmp" or "rtmps" => parsed.AbsolutePath.Trim('/').Split('/').Length < 2 ? $"must name application and stream: {parsed.Scheme}://host/application/stream" : null,
            _ => null,
        };
    }

    /// <summary>The id of a URL: every process that sees the URL calls its relay the same.</summary>
    public static string Id(string url) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(url)))[..IdCharacters];

    /// <summary>Whether a text can be an id.</summary>
    public static bool IsId(string text) => text.Length == IdCharacters && text.All(char.IsAsciiHexDigitLower);

    private static string? CheckSrt(Uri url)
    {
        if (url.Port <= 0) return "must have a port, srt://host:port";
        foreach (var option in url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
            if (!SrtOptions.Contains(option.Split('=')[0])) return $"option '{option.Split('=')[0]}' must be one of {string.Join(", ", SrtOptions.Order(StringComparer.Ordinal))}";
        return null;
    }
}
