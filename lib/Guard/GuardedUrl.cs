using System.Net;
using System.Text.RegularExpressions;

namespace Onair.Guard;

/// <summary>
/// Checks of a URL that need no DNS. They are strict, so that every later parser of the URL (a browser, ffmpeg, nginx) finds the same
/// host in it. The addresses of a name are checked when it is connected to, by <see cref="GuardedHttp"/> or <see cref="GuardedDns"/>.
/// </summary>
public static partial class GuardedUrl
{
    /// <summary>Checks a URL that a user gave.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="schemes">Allowed schemes, in lower case.</param>
    /// <param name="allowedCidrs">Allowed networks besides the public ones; see <see cref="AddressRules"/>.</param>
    /// <returns>Null, or the broken rule. Safe to show: it repeats only scheme and host.</returns>
    /// <exception cref="FormatException">An allowed CIDR is invalid.</exception>
    public static string? Check(string url, IReadOnlySet<string> schemes, IReadOnlyList<string> allowedCidrs) =>
        Check(url, schemes, new AddressRules(allowedCidrs));

    /// <summary>Checks a URL that a user gave.</summary>
    /// <param name="url">The URL.</param>
    /// <param name="schemes">Allowed schemes, in lower case.</param>
    /// <param name="rules">Allowed addresses.</param>
    /// <returns>Null, or the broken rule.</returns>
    public static string? Check(string url, IReadOnlySet<string> schemes, AddressRules rules)
    {
        if (Forbidden().IsMatch(url)) return "must consist of printable ASCII characters without spaces or backslashes";
        if (Parts().Match(url) is not { Success: true } parts) return "must be an absolute URL, scheme://host/path";
        var scheme = parts.Groups["scheme"].Value;
        if (!schemes.Contains(scheme.ToLowerInvariant())) return $"scheme '{scheme}' must be one of {string.Join(", ", schemes.Order(StringComparer.Ordinal))}";
        var authority = parts.Groups["authority"].Value;
        if (authority.Contains('@', StringComparison.Ordinal)) return "must not contain a user name or password";
        if (HostAndPort().Match(authority) is not { Success: true } host) return "host must be a name of letters, digits, hyphens and dots, or an address";
        if (host.Groups["port"] is { Success: true } port && (!ushort.TryParse(port.Value, out var number) || number == 0)) return $"port '{port.Value}' must be between 1 and 65535";
        return host.Groups["v6"].Success ? CheckV6(host.Groups["v6"].Value, rules) : CheckHost(host.Groups["name"].Value, rules);
    }

    private static string? CheckV6(string text, AddressRules rules) =>
        IPAddress.TryParse(text, out var address) ? rules.Refusal(address) : $"host '[{text}]' is not an IPv6 address";

    private static string? CheckHost(string host, AddressRules rules)
    {
        // A trailing dot makes a name absolute; it is the same host.
        var name = (host.EndsWith('.') ? host[..^1] : host).ToLowerInvariant();
        if (name.Length == 0 || name.Split('.').Any(l => l.Length is 0 or > 63)) return $"host '{host}' is not a host name";
        // Includes the spellings of inet_aton: hexadecimal, octal, fewer than four parts, a single number.
        if (Numeric().IsMatch(name.Split('.')[^1]))
            return IPAddress.TryParse(name, out var address) ? rules.Refusal(address) : $"host '{host}' is neither an address nor a name";
        if (name == "localhost" || name.EndsWith(".localhost", StringComparison.Ordinal)) return $"host '{host}' is this machine (RFC 6761)";
        if (rules.HasExceptions) return null;
        if (!name.Contains('.', StringComparison.Ordinal)) return $"host '{host}' has a single label, which only a private network resolves";
        return Private().IsMatch(name) ? $"host '{host}' is in a private network's domain" : null;
    }

    [GeneratedRegex(@"[^\x21-\x7e]|\\")]
    private static partial Regex Forbidden();

    [GeneratedRegex(@"^(?<scheme>[A-Za-z][A-Za-z0-9+.-]*)://(?<authority>[^/?#]+)")]
    private static partial Regex Parts();

    [GeneratedRegex(@"^(?:\[(?<v6>[0-9A-Fa-f:.]+)\]|(?<name>[A-Za-z0-9._-]+))(?::(?<port>[0-9]+))?\z")]
    private static partial Regex HostAndPort();

    [GeneratedRegex(@"^(?:[0-9]+|0x[0-9a-f]*)\z")]
    private static partial Regex Numeric();

    [GeneratedRegex(@"\.(?:internal|local|localdomain|lan|home\.arpa)\z")]
    private static partial Regex Private();
}
