using System.Net;
using System.Net.Sockets;
using Onair.Primitives;
using Onair.Processes;

namespace Onair.Emulator.Media.Ingest;

/// <summary>
/// Keeps one nginx-rtmp running with the applications that are needed. A new application restarts it; publishers
/// reconnect by themselves, as RTMP encoders do.
/// </summary>
internal sealed partial class RtmpServer(
    MediaOptions options, RunDirectory directory, IngestCallback callback, PublisherRegistry publishers,
    TimeProvider time, ILogger<RtmpServer> log) : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _change = new(1);
    private readonly Dictionary<string, IReadOnlyCollection<IngestEndpoint>> _endpoints = new(StringComparer.Ordinal);
    private readonly SortedSet<string>[] _applications = [.. options.RtmpPorts.Select(_ => new SortedSet<string>(StringComparer.Ordinal))];
    private string _config = "";
    private int _callbackPort;
    private ChildProcess? _nginx;
    private Task _supervision = Task.CompletedTask;

    /// <summary>Process id of nginx, for tests; null while it is down.</summary>
    public int? ProcessId => _nginx is { Exited.IsCompleted: false } nginx ? nginx.Id : null;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _callbackPort = await callback.StartAsync(cancellationToken);
        _supervision = Task.Run(SuperviseAsync, CancellationToken.None);
        await ApplyAsync("", [], cancellationToken);
    }

    /// <summary>Accepts these endpoints, and what others want accepted.</summary>
    /// <param name="owner">Whose endpoints they are; they replace its former ones.</param>
    /// <param name="endpoints">All of the owner's.</param>
    /// <param name="cancellationToken">Gives up waiting; the change is applied nevertheless.</param>
    public async Task ApplyAsync(string owner, IReadOnlyCollection<IngestEndpoint> endpoints, CancellationToken cancellationToken)
    {
        await _change.WaitAsync(cancellationToken);
        try
        {
            _endpoints[owner] = endpoints;
            var table = new IngestTable(_endpoints.Values.SelectMany(e => e));
            callback.Table = table;
            // An application stays when its input goes: taking it out would disconnect everybody for nothing.
            for (var pipeline = 0; pipeline < _applications.Length; pipeline++) _applications[pipeline].UnionWith(table.Applications(pipeline));
            var config = NginxConfig.Build(options.RtmpPorts, p => [.. _applications[p]], _callbackPort);
            if (config == _config) return;
            _config = config;
            await File.WriteAllTextAsync(directory.File("nginx.conf"), config, cancellationToken);
            if (_nginx is { } running)
            {
                running.Kill(); // the supervisor starts it with the new file
                await running.Exited.WaitAsync(cancellationToken);
            }
        }
        finally
        {
            _change.Release();
        }

        await WaitUntilListeningAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _supervision;
        await callback.DisposeAsync();
        _stop.Dispose();
        _change.Dispose();
    }

    private async Task SuperviseAsync()
    {
        var backoff = new RestartBackoff(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5), time);
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await RunOnceAsync(backoff);
                await backoff.WaitAsync(_stop.Token);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception exception) // a missing program must not end the supervision: it may be installed meanwhile
            {
                LogNotStarted(exception);
                await Task.Delay(TimeSpan.FromSeconds(5), time, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task WaitUntilListeningAsync(CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (time.GetElapsedTime(began) < StartTime)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync(IPAddress.Loopback, options.RtmpPorts[^1], cancellationToken);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), time, cancellationToken);
            }
        }

        LogNotListening(options.RtmpPorts[^1]); // e.g. the port is taken: the supervisor keeps trying and says why
    }

    private async Task RunOnceAsync(RestartBackoff backoff)
    {
        await _change.WaitAsync(_stop.Token); // no start between a new file and the kill that belongs to it
        if (_config.Length == 0)
        {
            _change.Release();
            return;
        }

        try
        {
            _nginx = await ChildProcess.StartAsync(
                "nginx", ["-e", "stderr", "-p", directory.Path, "-c", "nginx.conf"], readOutput: true, workingDirectory: directory.Path);
        }
        finally
        {
            _change.Release();
        }

        await using var nginx = _nginx;
        backoff.Started();
        await nginx.Exited.WaitAsync(_stop.Token);
        publishers.Clear();
        if (!_stop.IsCancellationRequested) LogExited(nginx.ExitCode, Redaction.Hide(nginx.LastWords, callback.Table));
    }
}
