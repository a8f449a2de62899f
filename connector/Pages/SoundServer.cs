using System.Net.Sockets;
using Onair.ConnectorPod.Processes;
using Onair.ConnectorPod.Sources;
using Onair.Processes;

namespace Onair.ConnectorPod.Pages;

/// <summary>
/// A private PulseAudio server with a sink that plays nowhere, whose monitor is captured, and a silent microphone: without one, the monitor
/// would be the default source, and a meeting would hear itself.
/// </summary>
internal sealed class SoundServer : IAsyncDisposable
{
    private static readonly TimeSpan StartTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(10);

    private readonly ChildProcess _server;

    private SoundServer(ChildProcess server, string address) => (_server, Address) = (server, address);

    /// <summary>As in the variable PULSE_SERVER.</summary>
    public string Address { get; }

    public Task Ended => _server.Ended;

    /// <summary>Starts the server, and returns when it takes connections.</summary>
    /// <param name="folder">Where its files go.</param>
    /// <param name="time">Measures the start.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SourceFailure">It does not start.</exception>
    public static async Task<SoundServer> StartAsync(WorkFolder folder, TimeProvider time, CancellationToken cancellationToken)
    {
        var socket = folder.File("pulse");
        var environment = new Dictionary<string, string?>
        {
            ["HOME"] = folder.Path,
            ["PULSE_RUNTIME_PATH"] = folder.Path,
            ["PULSE_STATE_PATH"] = folder.Path,
            ["DBUS_SESSION_BUS_ADDRESS"] = null,
            ["DISPLAY"] = null,
        };
        string[] arguments =
        [
            "-n", "-F", "/dev/null", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--disable-shm=yes", "--realtime=no", "--high-priority=no",
            "--log-target=stderr", "--log-level=error",
            "-L", "module-null-sink sink_name=page rate=48000 channels=2 format=s16le",
            "-L", "module-null-source source_name=quiet rate=48000 channels=1",
            // The last one: when the socket takes connections, the rest is there.
            "-L", $"module-native-protocol-unix socket={socket} auth-anonymous=1",
        ];
        var server = await ChildProcess.StartAsync("pulseaudio", arguments, environment);
        var began = time.GetTimestamp();
        while (!await AnswersAsync(socket, cancellationToken))
        {
            if (!server.Exited.IsCompleted && time.GetElapsedTime(began) < StartTime)
            {
                await Task.Delay(Look, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (!cancellationToken.IsCancellationRequested) continue;
            }

            await server.DisposeAsync();
            cancellationToken.ThrowIfCancellationRequested();
            throw new SourceFailure("SoundFailed", $"the sound server does not start: {server.LastWords}");
        }

        return new SoundServer(server, $"unix:{socket}");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private static async Task<bool> AnswersAsync(string path, CancellationToken cancellationToken)
    {
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellationToken);
            return true;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return false;
        }
    }
}
