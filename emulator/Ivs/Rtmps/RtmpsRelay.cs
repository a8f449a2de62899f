using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Onair.Emulator.Media;

namespace Onair.Emulator.Ivs.Rtmps;

/// <summary>
/// RTMPS: takes off the TLS and hands the connection to the ingest, from a loopback address of its own. By that address the ingest tells it from
/// RTMP, which a channel without <c>insecureIngest</c> refuses.
/// </summary>
internal sealed partial class RtmpsRelay(EmulatorOptions options, MediaOptions media, TimeProvider time, ILogger<RtmpsRelay> log) : IHostedService, IAsyncDisposable
{
    /// <summary>Where the ingest sees RTMPS come from.</summary>
    public const string Address = "127.0.0.2";

    private WebApplication? _listener;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var certificate = RtmpsCertificate.Load(options, time.GetUtcNow());
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.ListenAnyIP(options.RtmpsPort, port =>
        {
            port.UseHttps(certificate);
            port.Run(RelayAsync);
        }));
        _listener = builder.Build();
        try
        {
            await _listener.StartAsync(cancellationToken);
        }
        catch (IOException exception) // the port is taken: everything else works without it
        {
            LogNotListening(options.RtmpsPort, exception);
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => _listener?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_listener is not null) await _listener.DisposeAsync();
    }

    /// <summary>Returns when either side has ended.</summary>
    private static async Task PassAsync(IDuplexPipe client, Stream ingest, CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sent = client.Input.CopyToAsync(ingest, end.Token);
        var received = ingest.CopyToAsync(client.Output, end.Token);
        await Task.WhenAny(sent, received);
        await end.CancelAsync();
        await Task.WhenAll(sent, received).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private async Task RelayAsync(ConnectionContext client)
    {
        try
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            socket.Bind(new IPEndPoint(IPAddress.Parse(Address), 0));
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, media.RtmpPorts[0]), client.ConnectionClosed);
            await using var ingest = new NetworkStream(socket);
            await PassAsync(client.Transport, ingest, client.ConnectionClosed);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            LogNotRelayed(exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Error, "RTMPS is not taken: port {Port} cannot be listened on")]
    private partial void LogNotListening(int port, Exception exception);

    [LoggerMessage(LogLevel.Warning, "An RTMPS connection was not passed on: {Reason}")]
    private partial void LogNotRelayed(string reason);
}
