using System.Net;

namespace Onair.Guard;

/// <summary>Which addresses may be connected to on a user's behalf: public ones, and those of explicitly allowed networks.</summary>
public sealed class AddressRules
{
    private readonly IPNetwork[] _allowed;

    /// <summary>Public addresses and the given networks.</summary>
    /// <param name="allowedCidrs">Networks such as <c>10.1.0.0/16</c> or <c>fd00::/8</c>; only these make a non-public address reachable.</param>
    /// <exception cref="FormatException">One is not a network; the message has value and rule.</exception>
    public AddressRules(IEnumerable<string> allowedCidrs)
    {
        _allowed = [.. allowedCidrs.Select(Parse)];
    }

    /// <summary>Public addresses only.</summary>
    public static AddressRules PublicOnly { get; } = new([]);

    /// <summary>The IPv4 blocks that are not public, e.g. <c>10.0.0.0/8</c>: what a firewall has to refuse.</summary>
    public static IReadOnlyList<string> NonPublicV4 { get; } = [.. SpecialPurpose.BlocksV4];

    /// <summary>The IPv6 block that has all public addresses.</summary>
    public const string PublicV6 = "2000::/3";

    /// <summary>Whether networks besides the public ones are allowed.</summary>
    public bool HasExceptions => _allowed.Length > 0;

    /// <summary>
    /// Null when the address is allowed, otherwise why not. An address that embeds an IPv4 address (IPv4-mapped, NAT64, 6to4) is judged by
    /// that one, because the packets go there.
    /// </summary>
    /// <param name="address">IPv4 or IPv6.</param>
    /// <returns>For example <c>10.0.0.1 is private (RFC 1918)</c>.</returns>
    public string? Refusal(IPAddress address)
    {
        var target = SpecialPurpose.Embedded(address);
        // A scope id belongs to a link, which is never public; networks are compared without it.
        if (target is { AddressFamily: System.Net.Sockets.AddressFamily.InterNetworkV6, ScopeId: not 0 }) target = new IPAddress(target.GetAddressBytes());
        if (_allowed.Any(network => network.Contains(target) || network.Contains(address))) return null;
        if (SpecialPurpose.Name(target) is not { } name) return null;
        return target.Equals(address) ? $"{address} is {name}" : $"{address} leads to {target}, which is {name}";
    }

    private static IPNetwork Parse(string cidr) => IPNetwork.TryParse(cidr, out var network)
        ? network
        : throw new FormatException($"allowed CIDRs: value '{cidr}' must be a network such as 10.1.0.0/16 or fd00::/8, without host bits");
}
