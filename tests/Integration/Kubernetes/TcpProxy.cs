using System.Net;
using System.Net.Sockets;

namespace Onair.Tests.Integration.Kubernetes;

/// <summary>A network between client and server that a test can cut, freeze, or make fail in the middle of an answer.</summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly int _target;
    private readonly Lock _lock = new();
    private readonly List<TcpClient> _connections = [];
    private readonly Task _accepting;
    private volatile bool _refuse;
    private volatile TaskCompletionSource _flow = Open();
    private long _cutAfter = long.MaxValue;

    public TcpProxy(int target)
    {
        _target = target;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Accepted { get; private set; }

    /// <summary>Resets all connections and refuses new ones.</summary>
    public void Cut()
    {
        _refuse = true;
        Reset();
    }

    /// <summary>Lets new connections through again.</summary>
    public void Heal() => _refuse = false;

    /// <summary>Keeps all connections open and passes nothing on, either way.</summary>
    public void Freeze() => _flow = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Thaw() => _flow.TrySetResult();

    /// <summary>Resets whichever connection has received this many more bytes from the server; once.</summary>
    public void CutAfter(long bytes) => Interlocked.Exchange(ref _cutAfter, bytes);

    public bool HasCut => Interlocked.Read(ref _cutAfter) <= 0;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        Thaw();
        Reset();
        await _accepting;
        _listener.Dispose();
        _stop.Dispose();
    }

    private static TaskCompletionSource Open()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }

    private void Reset()
    {
        lock (_lock)
        {
            foreach (var connection in _connections)
            {
                // A zero linger time makes it a reset; a connection that is over has no socket any more.
                connection.Client?.Close(0);
                connection.Dispose();
            }
            _connections.Clear();
        }
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Accepted++;
                if (_refuse) client.Dispose();
                else _ = ServeAsync(client);
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                if (_stop.IsCancellationRequested) return;
            }
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        var server = new TcpClient { NoDelay = true };
        client.NoDelay = true;
        lock (_lock) _connections.AddRange([client, server]);
        try
        {
            await server.ConnectAsync(IPAddress.Loopback, _target, _stop.Token);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
            await Task.WhenAll(PumpAsync(client, server, false, either), PumpAsync(server, client, true, either));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // One side is gone; so is the other, below.
        }
        client.Dispose();
        server.Dispose();
        lock (_lock) _connections.RemoveAll(c => c == client || c == server);
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, bool fromServer, CancellationTokenSource either)
    {
        var buffer = new byte[4096];
        try
        {
            while (await from.GetStream().ReadAsync(buffer, either.Token) is > 0 and var read)
            {
                await _flow.Task.WaitAsync(either.Token);
                if (fromServer && Interlocked.Read(ref _cutAfter) is > 0 and < long.MaxValue && Interlocked.Add(ref _cutAfter, -read) <= 0)
                {
                    from.Client?.Close(0);
                    to.Client?.Close(0);
                    return;
                }
                await to.GetStream().WriteAsync(buffer.AsMemory(0, read), either.Token);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // Cut.
        }
        finally
        {
            // Neither direction lives without the other.
            await either.CancelAsync();
        }
    }
}
