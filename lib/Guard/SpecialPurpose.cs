using System.Net;

namespace Onair.Guard;

/// <summary>The address blocks outside the public Internet, from the IANA special-purpose address registries (RFC 6890 and its updates), and what a cloud serves at a public address.</summary>
internal static class SpecialPurpose
{
    private static readonly (IPNetwork Block, string Name)[] V4 = Table(
        ("0.0.0.0/8", "this network (RFC 791)"),
        ("10.0.0.0/8", "private (RFC 1918)"),
        ("100.64.0.0/10", "shared address space of carriers (RFC 6598)"),
        ("127.0.0.0/8", "loopback (RFC 1122)"),
        // Public by its number; see "What is IP address 168.63.129.16?" of Azure's documentation.
        ("168.63.129.16/32", "Azure's own, for agents of its machines"),
        ("169.254.0.0/16", "link-local, where clouds keep their metadata (RFC 3927)"),
        ("172.16.0.0/12", "private (RFC 1918)"),
        ("192.0.0.0/24", "for protocol assignments (RFC 6890)"),
        ("192.0.2.0/24", "for documentation (RFC 5737)"),
        ("192.88.99.0/24", "formerly for 6to4 relays (RFC 7526)"),
        ("192.168.0.0/16", "private (RFC 1918)"),
        ("198.18.0.0/15", "for benchmarks (RFC 2544)"),
        ("198.51.100.0/24", "for documentation (RFC 5737)"),
        ("203.0.113.0/24", "for documentation (RFC 5737)"),
        ("224.0.0.0/4", "multicast (RFC 5771)"),
        ("255.255.255.255/32", "broadcast (RFC 919)"),
        ("240.0.0.0/4", "reserved (RFC 1112)"));

    private static readonly (IPNetwork Block, string Name)[] V6 = Table(
        ("::/128", "unspecified (RFC 4291)"),
        ("::1/128", "loopback (RFC 4291)"),
        ("64:ff9b:1::/48", "local translation between IPv4 and IPv6 (RFC 8215)"),
        ("100::/64", "discarded (RFC 6666)"),
        ("2001::/23", "for protocol assignments, Teredo among them (RFC 2928)"),
        ("2001:db8::/32", "for documentation (RFC 3849)"),
        ("3fff::/20", "for documentation (RFC 9637)"),
        ("5f00::/16", "for segment routing (RFC 9602)"),
        ("fc00::/7", "unique local (RFC 4193)"),
        ("fe80::/10", "link-local (RFC 4291)"),
        ("fec0::/10", "formerly site-local (RFC 3879)"),
        ("ff00::/8", "multicast (RFC 4291)"));

    // All global unicast addresses.
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>All IPv4 blocks.</summary>
    public static IEnumerable<string> BlocksV4 => V4.Select(row => row.Block.ToString());

    /// <summary>What the address is if it is not public; null for a public one. Ignores embedded addresses.</summary>
    public static string? Name(IPAddress address)
    {
        var table = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? V4 : V6;
        foreach (var (block, name) in table)
        {
            if (block.Contains(address)) return name;
        }

        return table == V6 && !GlobalUnicast.Contains(address) ? "not a global unicast address (RFC 4291)" : null;
    }

    /// <summary>The IPv4 address that packets to an IPv6 address reach (IPv4-mapped, NAT64, 6to4); otherwise the address itself.</summary>
    public static IPAddress Embedded(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetworkV6) return address;
        var bytes = address.GetAddressBytes();
        if (Nat64.Contains(address)) return new IPAddress(bytes.AsSpan(12, 4));
        return SixToFour.Contains(address) ? new IPAddress(bytes.AsSpan(2, 4)) : address;
    }

    private static (IPNetwork Block, string Name)[] Table(params (string Cidr, string Name)[] rows) =>
        [.. rows.Select(r => (IPNetwork.Parse(r.Cidr), r.Name))];
}
