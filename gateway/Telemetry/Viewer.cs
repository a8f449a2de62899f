using System.Net;
using System.Net.Sockets;
using Onair.Gateway.Requests;
using Onair.Hosting.Clients;
using Onair.Primitives;

namespace Onair.Gateway.Telemetry;

/// <summary>Who sent a request, as events say it and as limits count it.</summary>
/// <param name="UserAgent">The browser, as it names itself.</param>
/// <param name="Address">The address for events.</param>
/// <param name="LimitKey">The address for limits.</param>
internal sealed record Viewer(string UserAgent, string Address, string LimitKey)
{
    private const int LongestUserAgent = 512;

    // Enough for a region, and shared by many.
    private const int KeptBits = 24;
    private const int KeptBitsOfIpv6 = 48;

    /// <summary>Reads it from a request.</summary>
    public static Viewer Of(HttpContext context, IReadOnlyList<IPNetwork> proxies, bool fullAddresses)
    {
        var address = ClientAddress.Of(context, proxies);
        return new(UserAgentOf(context.Request.Headers.UserAgent), Shorten(address, fullAddresses), ClientAddress.Key(address));
    }

    /// <summary>An address for events; empty for none.</summary>
    internal static string Shorten(IPAddress? address, bool full) => address switch
    {
        null => "",
        _ when full => address.ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => ClientAddress.Network(address, KeptBitsOfIpv6).ToString(),
        _ => ClientAddress.Network(address, KeptBits).ToString(),
    };

    /// <summary>A header without what a terminal or a log would act on.</summary>
    internal static string UserAgentOf(string? header) => new([.. Ellipsis.Cut(header ?? "", LongestUserAgent).Where(TextRules.IsVisible)]);
}
