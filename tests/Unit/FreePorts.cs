using System.Net;
using System.Net.Sockets;

namespace Onair.Tests.Unit;

/// <summary>Ports that nobody listens at, for hosts in this process.</summary>
internal static class FreePorts
{
    public static (int, int) Two()
    {
        using var one = new TcpListener(IPAddress.Any, 0);
        using var other = new TcpListener(IPAddress.Any, 0);
        one.Start();
        other.Start();
        return (((IPEndPoint)one.LocalEndpoint).Port, ((IPEndPoint)other.LocalEndpoint).Port);
    }
}
