using System.Net;
using System.Net.Sockets;

namespace Onair.Tests.Support;

/// <summary>Ports that nothing listened on a moment ago.</summary>
internal static class FreePorts
{
    /// <summary>Different ones: all are held until all are found.</summary>
    public static int[] Take(int count)
    {
        var listeners = Enumerable.Range(0, count).Select(_ => new TcpListener(IPAddress.Any, 0)).ToList();
        foreach (var listener in listeners) listener.Start();
        var ports = listeners.Select(l => ((IPEndPoint)l.LocalEndpoint).Port).ToArray();
        foreach (var listener in listeners) listener.Dispose();
        return ports;
    }
}
