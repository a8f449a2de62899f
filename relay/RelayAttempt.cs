using System.Net.Sockets;
using Onair.Guard;
using Onair.Processes;
using Onair.Processes.Guarding;
using Onair.RelayPod.Rtsp;
using Onair.Relays;

namespace Onair.RelayPod;

/// <summary>One ffmpeg that copies the stream into HLS.</summary>
internal sealed class RelayAttempt(Uri url, Sound sound, RelaySettings settings, RelayBoard board, TimeProvider time) : IAsyncDisposable
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    private readonly StreamWatch _streams = new(sound);
    private GuardedForwarder? _forwarder;
    private string? _redirect;

    /// <summary>Runs until the source ends, does not answer, or cannot be played.</summary>
    public async Task<AttemptEnd> RunAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<string> input;
        try
        {
            input = await InputAsync(cancellationToken);
        }
        catch (AddressRefusedException e)
        {
            return new(RelayProblem.Refused, RefusalText.WithoutHost(e, url.IdnHost));
        }
        catch (SocketException e)
        {
            return new(RelayProblem.NoAnswer, $"the host is not found: {e.SocketErrorCode}");
        }
        await using var ffmpeg = await ChildProcess.StartAsync("ffmpeg", RelayArguments.Build(input, sound, settings.Folder), onLine: _streams.Read);
        var played = await WatchAsync(ffmpeg, cancellationToken);
        ffmpeg.Kill();
        await ffmpeg.Exited;
        return End(played, ffmpeg.LastWords);
    }

    public async ValueTask DisposeAsync()
    {
        if (_forwarder is not null) await _forwarder.DisposeAsync();
    }

    // SRT is UDP, which no forwarder carries: ffmpeg gets the address that was checked. It has no way to name another one.
    private async Task<IReadOnlyList<string>> InputAsync(CancellationToken cancellationToken)
    {
        if (url.Scheme == "srt") return RelayArguments.Srt(url, (await GuardedDns.ResolveAsync(url.IdnHost, settings.Rules, cancellationToken: cancellationToken))[0]);
        var isRtsp = url.Scheme is "rtsp" or "rtsps";
        var port = url.Scheme switch { "rtsp" => 554, "rtsps" => 322, "rtmps" => 443, _ => 1935 };
        _forwarder = new GuardedForwarder(url, port, settings.Rules, isRtsp ? CarryRtspAsync : Tunnel.RunAsync);
        return isRtsp ? RelayArguments.Rtsp(url, _forwarder.Port) : RelayArguments.Rtmp(url, _forwarder.Port);
    }

    private async Task CarryRtspAsync(Stream client, Stream host, CancellationToken cancellationToken)
    {
        try
        {
            await new RtspSession(url, _forwarder!.Port).CarryAsync(client, host, cancellationToken);
        }
        catch (RtspRefusedException e)
        {
            Volatile.Write(ref _redirect, e.Message);
        }
    }

    /// <summary>Returns when ffmpeg has ended or is to; whether it played.</summary>
    private async Task<bool> WatchAsync(ChildProcess ffmpeg, CancellationToken cancellationToken)
    {
        var (playlist, began, grown, played) = (Path.Combine(settings.Folder, RelayFiles.Playlist), time.GetUtcNow().UtcDateTime, time.GetTimestamp(), false);
        var last = began;
        while (!ffmpeg.Ended.IsCompleted && !_streams.IsOver && time.GetElapsedTime(grown) < settings.Patience)
        {
            await Task.WhenAny(ffmpeg.Ended, Task.Delay(Look, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            // Of a former attempt there may be one already.
            if (File.GetLastWriteTimeUtc(playlist) is var written && written > last)
            {
                (last, grown, played) = (written, time.GetTimestamp(), true);
                board.Live();
            }
        }
        return played;
    }

    private AttemptEnd End(bool played, string words) =>
        _streams.NeedsEncodedSound ? new(RelayProblem.Unplayable, words) { NeedsEncodedSound = true }
        : (_forwarder?.Refusal ?? Volatile.Read(ref _redirect)) is { } refusal ? new(RelayProblem.Refused, refusal) { Played = played }
        : _streams.IsOver || RelayArguments.HasNoVideo(words) ? new(RelayProblem.Unplayable, words) { Played = played }
        : new(RelayProblem.NoAnswer, words) { Played = played };
}

/// <summary>How an attempt ended.</summary>
/// <param name="Problem">Why the stream does not play.</param>
/// <param name="Words">Details for the log. They name no host.</param>
internal sealed record AttemptEnd(RelayProblem Problem, string Words)
{
    /// <summary>Whether the stream played before.</summary>
    public bool Played { get; init; }

    /// <summary>Whether HLS cannot carry the sound, which was to be copied.</summary>
    public bool NeedsEncodedSound { get; init; }
}
