using System.Net;

namespace Onair.Signaling.Limits;

/// <summary>The address of a page's browser behind proxies.</summary>
internal static class ClientAddress
{
    /// <summary>The last address that no trusted proxy has: what is left of it in <c>X-Forwarded-For</c> is the client's own word.</summary>
    public static string Of(IPAddress? peer, string? forwardedFor, IReadOnlyList<IPNetwork> trusted)
    {
        var address = Plain(peer);
        if (address is null) return "";
        foreach (var text in (forwardedFor ?? "").Split(',').Reverse())
        {
            if (!trusted.Any(network => network.Contains(address)) || !IPAddress.TryParse(text.Trim(), out var before)) break;
            address = Plain(before)!;
        }
        return address.ToString();
    }

    private static IPAddress? Plain(IPAddress? address) => address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
}
