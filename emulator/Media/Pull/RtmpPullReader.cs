using System.Net.Sockets;
using System.Text;
using Onair.Emulator.Media.Readers;
using Onair.Guard;
using Onair.Processes;

namespace Onair.Emulator.Media.Pull;

/// <summary>
/// RTMP pulled by ffmpeg through our relay: the relay connects to the address that was checked, ffmpeg resolves nothing. The URL goes to
/// ffmpeg's standard input, as an ffconcat script, because command lines are visible to all users.
/// </summary>
internal sealed class RtmpPullReader : ISourceReader
{
    private const int DefaultPort = 1935;

    private static readonly HashSet<string> Schemes = ["rtmp"];

    private readonly PullSource _source;
    private readonly PullStatus _status;
    private readonly MediaOptions _options;
    private readonly RunDirectory _directory;
    private readonly LoopbackListener _relay;
    private volatile bool _connected;

    public RtmpPullReader(PullSource source, PullStatus status, MediaOptions options, RunDirectory directory)
    {
        (_source, _status, _options, _directory) = (source, status, options, directory);
        _relay = new LoopbackListener(RelayAsync);
    }

    /// <inheritdoc/>
    public string From => _status.From;

    /// <inheritdoc/>
    public bool Unreachable => _status.Unreachable;

    /// <inheritdoc/>
    public TimeSpan LongestPause { get; } = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async Task<ChildProcess?> OpenAsync(CancellationToken cancellationToken)
    {
        var script = RtmpScript.Write(_source, _relay.Port);
        var ffmpeg = await ChildProcess.StartAsync(
            "ffmpeg",
            [
                "-hide_banner", "-loglevel", "error", .. RtmpScript.Probing.SelectMany(it => (string[])[$"-{it.Option}", it.Value]),
                "-protocol_whitelist", "pipe,rtmp,tcp", "-f", "concat", "-safe", "0", "-i", "pipe:0", .. ReaderOutput.Arguments(),
            ],
            readOutput: true, workingDirectory: _directory.Path);
        await ffmpeg.Input.WriteAsync(Encoding.UTF8.GetBytes(script), cancellationToken);
        ffmpeg.Input.Close();
        return ffmpeg;
    }

    /// <inheritdoc/>
    public void Ended(bool received, string lastWords)
    {
        // The relay knows better when the source could not even be reached.
        if (_connected) _status.Failed(lastWords.Length == 0 ? "the stream ended" : $"the stream ended; ffmpeg said: {lastWords}");
        _connected = false;
    }

    public ValueTask DisposeAsync() => _relay.DisposeAsync();

    private async Task RelayAsync(Stream ffmpeg, CancellationToken cancellationToken)
    {
        try
        {
            var port = _source.Url.Port < 0 ? DefaultPort : _source.Url.Port;
            if (GuardedUrl.Check(_source.Url.OriginalString, Schemes, _options.PullRules) is { } broken) throw new AddressRefusedException(broken);
            using var socket = await GuardedDns.ConnectAsync(_source.Url.IdnHost, port, _options.PullRules, cancellationToken: cancellationToken)
                .WaitAsync(Tunnel.Silence, cancellationToken);
            _connected = true;
            _status.Connected();
            await using var source = new NetworkStream(socket);
            await Tunnel.RunAsync(ffmpeg, source, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested) // reported in the status; ffmpeg sees its connection end
        {
            _connected = false;
            _status.Failed(exception);
        }
    }
}
