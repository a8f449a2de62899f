using System.Net.Sockets;
using System.Text;
using Onair.Guard;
using Onair.Processes;
using Onair.Processes.Guarding;

namespace Onair.ConnectorPod.Guarding;

/// <summary>
/// The HTTP proxy of a browser or an ffmpeg: every host that a page or a playlist names is resolved here, once, and connected to only at an
/// address that the rules allow. Name look-ups and redirects change nothing about that.
/// </summary>
/// <remarks>WebRTC's UDP does not pass a proxy: the pod's NetworkPolicy keeps it away from the cluster and from metadata.</remarks>
internal sealed class GuardProxy : IAsyncDisposable
{
    /// <summary>A host that only this proxy knows: a request to it is redirected to <see cref="Source"/>, so that no command line has the URL.</summary>
    public const string SourceHost = "source.onair.invalid";

    private const int MaxHead = 64 * 1024;
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(15);

    private readonly AddressRules _rules;
    private readonly LoopbackListener _listener;
    private string? _refusal;

    public GuardProxy(AddressRules rules)
    {
        _rules = rules;
        _listener = new LoopbackListener(ServeAsync);
    }

    public int Port => _listener.Port;

    /// <summary>The secret URL behind <see cref="SourceHost"/>.</summary>
    public string? Source { get; set; }

    /// <summary>Why the last host was refused, without its name; null when none was.</summary>
    public string? Refusal => Volatile.Read(ref _refusal);

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private async Task ServeAsync(Stream client, CancellationToken cancellationToken)
    {
        if (ProxyRequest.Parse(await ReadHeadAsync(client, cancellationToken)) is not { } request)
        {
            await AnswerAsync(client, "400 Bad Request", "", cancellationToken);
            return;
        }

        if (request.Host == SourceHost && Source is { } source)
        {
            await AnswerAsync(client, "302 Found", $"Location: {source}\r\n", cancellationToken);
            return;
        }

        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            limit.CancelAfter(ConnectTime);
            using var socket = await ConnectAsync(request, limit.Token);
            await using var host = new NetworkStream(socket);
            if (request.IsTunnel) await client.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), cancellationToken);
            else await host.WriteAsync(Encoding.Latin1.GetBytes(request.Forward), cancellationToken);
            await Tunnel.RunAsync(client, host, cancellationToken);
        }
        catch (AddressRefusedException)
        {
            await AnswerAsync(client, "403 Forbidden", "", cancellationToken);
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException && !cancellationToken.IsCancellationRequested)
        {
            await AnswerAsync(client, "502 Bad Gateway", "", cancellationToken);
        }
    }

    private async Task<Socket> ConnectAsync(ProxyRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await GuardedDns.ConnectAsync(request.Host, request.Port, _rules, cancellationToken: cancellationToken);
        }
        catch (AddressRefusedException refused)
        {
            Volatile.Write(ref _refusal, RefusalText.WithoutHost(refused, request.Host));
            throw;
        }
    }

    private static async Task<string[]> ReadHeadAsync(Stream client, CancellationToken cancellationToken)
    {
        // Byte by byte is slow and exact: what follows a CONNECT belongs to the tunnel. Loopback buffers it.
        var head = new byte[MaxHead];
        var one = new byte[1];
        for (var length = 0; length < MaxHead;)
        {
            if (await client.ReadAsync(one, cancellationToken) == 0) break;
            head[length++] = one[0];
            if (one[0] == '\n' && head.AsSpan(0, length).EndsWith("\r\n\r\n"u8)) return Encoding.Latin1.GetString(head, 0, length - 4).Split("\r\n");
        }

        return [];
    }

    private static Task AnswerAsync(Stream client, string status, string headers, CancellationToken cancellationToken) =>
        client.WriteAsync(Encoding.Latin1.GetBytes($"HTTP/1.1 {status}\r\n{headers}Content-Length: 0\r\nConnection: close\r\n\r\n"), cancellationToken).AsTask();
}
