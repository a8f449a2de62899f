using System.Globalization;
using Onair.Emulator.Media.Readers;
using Onair.Guard;
using Onair.Processes;

namespace Onair.Emulator.Media.Pull;

/// <summary>
/// HLS pulled by ffmpeg through our proxy. The playlist is read first: its failures are reported, its best variant is selected, and one
/// that has ended and was played is not played again.
/// </summary>
internal sealed class HlsPullReader : ISourceReader
{
    private readonly PullSource _source;
    private readonly PullStatus _status;
    private readonly RunDirectory _directory;
    private readonly PullHttp _http;
    private readonly PullProxy _proxy;
    private bool _played;

    public HlsPullReader(PullSource source, PullStatus status, MediaOptions options, RunDirectory directory)
    {
        (_source, _status, _directory) = (source, status, directory);
        _http = new PullHttp(source, options.PullRules);
        _proxy = new PullProxy(_http, options.PullRules, status);
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
        try
        {
            var (url, playlist) = await _http.GetPlaylistAsync(_source.Url, cancellationToken);
            var best = playlist.Best;
            if (best is not null) (_, playlist) = await _http.GetPlaylistAsync(new Uri(url, best.Uri), cancellationToken);
            if (playlist.HasEnded && _played)
            {
                _status.Failed("the playlist has ended");
                return null;
            }

            _status.Connected();
            return await StartAsync(best?.Program ?? 0);
        }
        catch (Exception exception) when (exception is HttpRequestException or AddressRefusedException or OperationCanceledException or IOException or UriFormatException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            _status.Failed(exception);
            return null;
        }
    }

    /// <inheritdoc/>
    public void Ended(bool received, string lastWords)
    {
        _played |= received;
        if (!received && lastWords.Length > 0) _status.Failed($"ffmpeg said: {lastWords}");
    }

    public async ValueTask DisposeAsync()
    {
        await _proxy.DisposeAsync();
        _http.Dispose();
    }

    private Task<ChildProcess> StartAsync(int program) => ChildProcess.StartAsync(
        // A no_proxy variable in the environment would bypass the guard.
        "env",
        [
            "-u", "no_proxy", "-u", "http_proxy", "ffmpeg", "-hide_banner", "-nostdin", "-loglevel", "error",
            "-probesize", "1000000", "-analyzeduration", "2000000",
            "-http_proxy", $"http://127.0.0.1:{_proxy.Port.ToString(CultureInfo.InvariantCulture)}", "-http_persistent", "0",
            "-protocol_whitelist", "http,https,httpproxy,tcp,tls,crypto",
            // At its own pace, whatever the playlist has in store.
            "-re", "-f", "hls", "-i", _http.ForFfmpeg(_source.Url).AbsoluteUri,
            .. ReaderOutput.Arguments($"0:p:{program.ToString(CultureInfo.InvariantCulture)}"),
        ],
        readOutput: true, workingDirectory: _directory.Path);
}
