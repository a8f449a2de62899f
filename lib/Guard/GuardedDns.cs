using System.Net;
using System.Net.Sockets;

namespace Onair.Guard;

/// <summary>Resolves a name; called once per connection.</summary>
/// <param name="host">A name, or an address as text.</param>
/// <param name="cancellationToken">Cancels it.</param>
/// <returns>The host's addresses.</returns>
public delegate Task<IPAddress[]> HostResolver(string host, CancellationToken cancellationToken);

/// <summary>
/// Resolves names to allowed addresses. Connect only to the returned addresses: a second lookup could return anything (DNS
/// rebinding).
/// </summary>
public static class GuardedDns
{
    /// <summary>The system's resolver.</summary>
    public static HostResolver System { get; } = Dns.GetHostAddressesAsync;

    /// <summary>The host's addresses, all of them checked.</summary>
    /// <param name="host">A name, or an address as text.</param>
    /// <param name="rules">Which addresses may be connected to.</param>
    /// <param name="resolver">Null for <see cref="System"/>.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>At least one address.</returns>
    /// <exception cref="AddressRefusedException">
    /// An address is refused. One is enough: mixing a private address with public ones targets the private one.
    /// </exception>
    /// <exception cref="SocketException">The name has no address, or cannot be resolved now.</exception>
    public static async Task<IReadOnlyList<IPAddress>> ResolveAsync(
        string host, AddressRules rules, HostResolver? resolver = null, CancellationToken cancellationToken = default)
    {
        var addresses = await (resolver ?? System)(host, cancellationToken);
        if (addresses.Length == 0) throw new SocketException((int)SocketError.HostNotFound);
        foreach (var address in addresses)
        {
            if (rules.Refusal(address) is { } reason) throw new AddressRefusedException($"host '{host}' is refused: {reason}");
        }

        return addresses;
    }

    /// <summary>Resolves, checks and connects to what was checked; the first address that accepts wins.</summary>
    /// <param name="host">A name, or an address as text.</param>
    /// <param name="port">TCP port.</param>
    /// <param name="rules">Which addresses may be connected to.</param>
    /// <param name="resolver">Null for <see cref="System"/>.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    /// <returns>A connected socket; the caller disposes it.</returns>
    /// <exception cref="AddressRefusedException">An address is refused.</exception>
    /// <exception cref="SocketException">No address accepts the connection.</exception>
    public static async Task<Socket> ConnectAsync(
        string host, int port, AddressRules rules, HostResolver? resolver = null, CancellationToken cancellationToken = default)
    {
        var addresses = await ResolveAsync(host, rules, resolver, cancellationToken);
        for (var index = 0; ; index++)
        {
            var socket = new Socket(addresses[index].AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            try
            {
                await socket.ConnectAsync(addresses[index], port, cancellationToken);
                return socket;
            }
            catch (SocketException) when (index < addresses.Count - 1)
            {
                socket.Dispose();
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }
}
