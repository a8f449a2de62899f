using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Onair.Tests.Support;

/// <summary>Ports that nothing listened on a moment ago, and that no connection takes for its own end while a program is started again.</summary>
internal static class FreePorts
{
    // Below the range from which Linux takes the ports of outgoing connections (32768 to 60999), and below the NodePorts.
    private const int First = 20_000;
    private const int Count = 10_000;

    private static readonly ConcurrentDictionary<int, bool> Given = new();

    /// <summary>Different ones, which nobody else of this process gets.</summary>
    public static int[] Take(int count) => [.. Candidates().Where(p => IsFree(p) && Given.TryAdd(p, true)).Take(count)];

    // From anywhere: other test processes take theirs at the same time.
    private static IEnumerable<int> Candidates()
    {
        var start = Random.Shared.Next(Count);
        return Enumerable.Range(0, Count).Select(i => First + (start + i) % Count);
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Any, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            return false;
        }
    }
}
