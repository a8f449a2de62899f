using System.Text;

namespace Onair.ConnectorPod.Guarding;

/// <summary>The head of a request to the proxy (RFC 9110, 9112).</summary>
/// <param name="Host">What is to be connected to.</param>
/// <param name="Port">Its port.</param>
/// <param name="IsTunnel">Whether it is a CONNECT: what follows is not ours to read.</param>
/// <param name="Forward">The head as the host gets it; empty for a tunnel.</param>
internal sealed record ProxyRequest(string Host, int Port, bool IsTunnel, string Forward)
{
    private static readonly HashSet<string> Hops = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Connection", "Proxy-Authorization", "Proxy-Authenticate",
    };

    /// <summary>Null when it is no request that a proxy can serve.</summary>
    /// <param name="lines">Request line and headers.</param>
    public static ProxyRequest? Parse(IReadOnlyList<string> lines)
    {
        if (lines.Count == 0 || lines[0].Split(' ') is not [var method, var target, _]) return null;
        if (method == "CONNECT")
            return Uri.TryCreate($"https://{target}", UriKind.Absolute, out var authority) && authority.Host.Length > 0 ? new(authority.IdnHost, authority.Port, true, "") : null;
        if (!Uri.TryCreate(target, UriKind.Absolute, out var url) || url.Scheme != "http" || url.Host.Length == 0) return null;
        var forward = new StringBuilder($"{method} {PathOf(target)} HTTP/1.1\r\n");
        foreach (var line in lines.Skip(1).Where(l => !Hops.Contains(l.Split(':', 2)[0].Trim()))) forward.Append(line).Append("\r\n");
        // One request a connection: what comes after it, in either direction, needs no reading.
        return new ProxyRequest(url.IdnHost, url.Port, false, forward.Append("Connection: close\r\n\r\n").ToString());
    }

    // As the client wrote it: parsing it could unescape what must stay escaped.
    private static string PathOf(string target)
    {
        var slash = target.IndexOf('/', "http://".Length);
        return slash < 0 ? "/" : target[slash..];
    }
}
