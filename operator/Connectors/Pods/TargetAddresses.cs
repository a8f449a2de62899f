using System.Net;
using System.Net.Sockets;

namespace Onair.Operator.Connectors.Pods;

/// <summary>The addresses of push URLs, as networks of one address each.</summary>
internal static class TargetAddresses
{
    /// <summary>For example <c>203.0.113.7/32</c>. A name that cannot be resolved now has none: it is public, or not to be reached.</summary>
    public static async Task<IReadOnlyList<string>> OfAsync(IEnumerable<string> urls, CancellationToken cancellationToken)
    {
        List<string> networks = [];
        foreach (var host in urls.Select(url => new Uri(url).DnsSafeHost).Distinct(StringComparer.OrdinalIgnoreCase))
        {
            try
            {
                var addresses = await Dns.GetHostAddressesAsync(host, cancellationToken);
                networks.AddRange(addresses.Select(a => $"{a}/{(a.AddressFamily == AddressFamily.InterNetwork ? 32 : 128)}"));
            }
            catch (SocketException)
            {
            }
        }

        return networks;
    }
}
