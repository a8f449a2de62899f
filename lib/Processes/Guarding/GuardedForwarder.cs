using System.Net.Security;
using System.Net.Sockets;
using Onair.Guard;

namespace Onair.Processes.Guarding;

/// <summary>Carries one connection between a program of ours and a host, until one of them ends it.</summary>
/// <param name="client">The program's side.</param>
/// <param name="host">The host's side.</param>
/// <param name="cancellationToken">Ends it.</param>
public delegate Task Carry(Stream client, Stream host, CancellationToken cancellationToken);

/// <summary>
/// A port on loopback that leads to a source. Each connection looks the host up once, checks every address, and goes to one that was checked; it
/// speaks TLS where the source does. The program at the other end never learns an address that it could connect to itself.
/// </summary>
public sealed class GuardedForwarder : IAsyncDisposable
{
    private static readonly TimeSpan ConnectTime = TimeSpan.FromSeconds(15);

    private readonly Uri _source;
    private readonly int _usualPort;
    private readonly bool _secure;
    private readonly AddressRules _rules;
    private readonly Carry _carry;
    private readonly HostResolver? _resolver;
    private readonly LoopbackListener _listener;
    private string? _refusal;

    /// <summary>Listens on a free port.</summary>
    /// <param name="source">The source; a scheme that ends in <c>s</c> beyond four letters, as <c>rtmps</c>, speaks TLS.</param>
    /// <param name="usualPort">The port of a source that names none.</param>
    /// <param name="rules">Which addresses are allowed.</param>
    /// <param name="carry">What carries a connection, e.g. <see cref="Tunnel.RunAsync"/>.</param>
    /// <param name="resolver">Null for the system's.</param>
    public GuardedForwarder(Uri source, int usualPort, AddressRules rules, Carry carry, HostResolver? resolver = null)
    {
        (_source, _usualPort, _rules, _carry, _resolver) = (source, usualPort, rules, carry, resolver);
        _secure = source.Scheme.Length == 5 && source.Scheme.EndsWith('s');
        _listener = new LoopbackListener(ServeAsync);
    }

    /// <summary>The port of the loopback address.</summary>
    public int Port => _listener.Port;

    /// <summary>Why the source was refused, without its name; null when it was not.</summary>
    public string? Refusal => Volatile.Read(ref _refusal);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _listener.DisposeAsync();

    private async Task ServeAsync(Stream client, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(ConnectTime);
        try
        {
            using var socket = await GuardedDns.ConnectAsync(_source.IdnHost, _source.Port > 0 ? _source.Port : _usualPort, _rules, _resolver, limit.Token);
            await using var plain = new NetworkStream(socket);
            if (!_secure)
            {
                await _carry(client, plain, cancellationToken);
                return;
            }

            await using var tls = new SslStream(plain);
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = _source.IdnHost }, limit.Token);
            await _carry(client, tls, cancellationToken);
        }
        catch (AddressRefusedException refused)
        {
            Volatile.Write(ref _refusal, RefusalText.WithoutHost(refused, _source.IdnHost));
            throw;
        }
    }
}
