using System.Net.Security;
using System.Net.Sockets;
using Onair.Guard;
using Onair.Processes;

namespace Onair.ConnectorPod.Guarding;

/// <summary>A relay on loopback to an RTMP source: it connects to the address that was checked, and speaks TLS where the source does.</summary>
internal sealed class RtmpRelay : IAsyncDisposable
{
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(15);

    private readonly Uri _source;
    private readonly AddressRules _rules;
    private readonly LoopbackListener _listener;
    private string? _refusal;

    public RtmpRelay(Uri source, AddressRules rules)
    {
        (_source, _rules) = (source, rules);
        _listener = new LoopbackListener(ServeAsync);
    }

    public int Port => _listener.Port;

    /// <summary>Why the source was refused, without its name; null when it was not.</summary>
    public string? Refusal => Volatile.Read(ref _refusal);

    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private async Task ServeAsync(Stream client, CancellationToken cancellationToken)
    {
        var secure = _source.Scheme == "rtmps";
        var port = _source.Port > 0 ? _source.Port : secure ? 443 : 1935;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConnectTime);
        using var socket = await ConnectAsync(port, limit.Token);
        await using var plain = new NetworkStream(socket);
        if (!secure)
        {
            await Tunnel.RunAsync(client, plain, cancellationToken);
            return;
        }

        await using var tls = new SslStream(plain);
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = _source.Host }, limit.Token);
        await Tunnel.RunAsync(client, tls, cancellationToken);
    }

    private async Task<Socket> ConnectAsync(int port, CancellationToken cancellationToken)
    {
        try
        {
            return await GuardedDns.ConnectAsync(_source.IdnHost, port, _rules, cancellationToken: cancellationToken);
        }
        catch (AddressRefusedException refused)
        {
            Volatile.Write(ref _refusal, RefusalText.WithoutHost(refused, _source.IdnHost));
            throw;
        }
    }
}
