using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Onair.Hosting.Clients;

/// <summary>The address of a page's browser behind proxies.</summary>
public static class ClientAddress
{
    // A subscriber has at least a /64 to choose addresses from (https://www.rfc-editor.org/rfc/rfc6177#section-2).
    private const int SubscriberBits = 64;

    /// <summary>The networks of the proxies that are believed.</summary>
    public static IReadOnlyList<IPNetwork> Proxies(IEnumerable<string> networks) => [.. networks.Select(cidr => IPNetwork.Parse(cidr))];

    /// <summary>The last address that no trusted proxy has: what is left of it in <c>X-Forwarded-For</c> is the client's own word. Null without a connection.</summary>
    public static IPAddress? Of(HttpContext context, IReadOnlyList<IPNetwork> trusted)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Of(context.Connection.RemoteIpAddress, context.Request.Headers["X-Forwarded-For"], trusted);
    }

    /// <inheritdoc cref="Of(HttpContext, IReadOnlyList{IPNetwork})"/>
    internal static IPAddress? Of(IPAddress? peer, string? forwardedFor, IReadOnlyList<IPNetwork> trusted)
    {
        var address = Plain(peer);
        if (address is null) return null;
        foreach (var text in (forwardedFor ?? "").Split(',').Reverse())
        {
            if (!trusted.Any(network => network.Contains(address)) || !IPAddress.TryParse(text.Trim(), out var before)) break;
            address = Plain(before)!;
        }
        return address;
    }

    /// <summary>An address as limits count it: of IPv6, the network. Empty for none.</summary>
    public static string Key(IPAddress? address) => address switch
    {
        null => "",
        { AddressFamily: AddressFamily.InterNetworkV6 } => $"{Network(address, SubscriberBits)}/{SubscriberBits}",
        _ => address.ToString(),
    };

    /// <summary>An address without all after its first bits.</summary>
    public static IPAddress Network(IPAddress address, int bits)
    {
        ArgumentNullException.ThrowIfNull(address);
        var bytes = address.GetAddressBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var kept = Math.Clamp(bits - (i * 8), 0, 8);
            bytes[i] &= (byte)(0xFF << (8 - kept));
        }
        return new(bytes);
    }

    private static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
