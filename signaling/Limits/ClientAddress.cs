using System.Net;
using System.Net.Sockets;

namespace Onair.Signaling.Limits;

/// <summary>The address of a page's browser behind proxies, as limits count it.</summary>
internal static class ClientAddress
{
    // A subscriber has at least a /64 to choose addresses from (https://www.rfc-editor.org/rfc/rfc6177#section-2).
    private const int SubscriberBytes = 8;

    /// <summary>The networks of the proxies that are believed.</summary>
    public static IReadOnlyList<IPNetwork> Proxies(SignalingSettings settings) => [.. settings.TrustedProxies.Select(cidr => IPNetwork.Parse(cidr))];

    /// <summary>The address of a request, as limits count it.</summary>
    public static string Of(HttpContext context, IReadOnlyList<IPNetwork> trusted) => Of(context.Connection.RemoteIpAddress, context.Request.Headers["X-Forwarded-For"], trusted);

    /// <summary>The last address that no trusted proxy has: what is left of it in <c>X-Forwarded-For</c> is the client's own word. Of IPv6, the network.</summary>
    public static string Of(IPAddress? peer, string? forwardedFor, IReadOnlyList<IPNetwork> trusted)
    {
        var address = Plain(peer);
        if (address is null) return "";
        foreach (var text in (forwardedFor ?? "").Split(',').Reverse())
        {
            if (!trusted.Any(network => network.Contains(address)) || !IPAddress.TryParse(text.Trim(), out var before)) break;
            address = Plain(before)!;
        }
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, SubscriberBytes, bytes.Length - SubscriberBytes);
        return $"{new IPAddress(bytes)}/64";
    }

    private static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
