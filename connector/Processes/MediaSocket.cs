using System.Net.Sockets;
using Onair.Processes;

namespace Onair.ConnectorPod.Processes;

/// <summary>
/// A Unix socket that one ffmpeg connects to, to write or to read raw media. Unlike a pipe it can be waited for without a thread.
/// </summary>
internal sealed class MediaSocket : IDisposable
{
    // More than a frame of 720p: fewer switches between the processes.
    private const int BufferBytes = 2 << 20;

    private readonly Socket _listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly string _path;

    public MediaSocket(string path)
    {
        _path = path;
        _listener.Bind(new UnixDomainSocketEndPoint(path));
        _listener.Listen(1);
    }

    /// <summary>As ffmpeg names it.</summary>
    public string Url => $"unix:{_path}";

    /// <summary>Waits for the connection.</summary>
    /// <param name="process">Its end ends the wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="IOException">The process ended before it connected.</exception>
    public async Task<NetworkStream> AcceptAsync(ChildProcess process, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var accepting = _listener.AcceptAsync(stop.Token).AsTask();
        if (await Task.WhenAny(accepting, process.Exited) != accepting)
        {
            await stop.CancelAsync();
            await ((Task)accepting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!accepting.IsCompletedSuccessfully) throw new IOException("it ended before it connected");
        }

        var socket = await accepting;
        (socket.SendBufferSize, socket.ReceiveBufferSize) = (BufferBytes, BufferBytes);
        return new NetworkStream(socket, ownsSocket: true);
    }

    public void Dispose()
    {
        _listener.Dispose();
        File.Delete(_path);
    }
}
