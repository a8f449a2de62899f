using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Onair.ConnectorPod.Guarding;
using Onair.ConnectorPod.Lanes;
using Onair.ConnectorPod.Plans;
using Onair.ConnectorPod.Processes;
using Onair.ConnectorPod.Reports;
using Onair.Connectors;
using Onair.Guard;
using Onair.Processes;
using Onair.Processes.Guarding;

namespace Onair.ConnectorPod.Sources;

/// <summary>A stream, or a file in a loop, decoded by ffmpeg.</summary>
internal sealed class MediaSource(PlannedSource source, AddressRules rules, ReportBoard board, Redaction redaction, TimeProvider time) : ISource
{
    // ffmpeg's, when an output has nothing to map.
    private const string NoSound = "matches no streams";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Watch = TimeSpan.FromMilliseconds(250);

    // A decoder that gives no frames stands still, whatever is declared.
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(20);

    private bool _hasSound = true;

    /// <inheritdoc/>
    public async Task RunAsync(Lane lane, Action<SourceFailure?> changed, CancellationToken cancellationToken)
    {
        var url = new Uri(source.Url!);
        var failure = await DecodeAsync(url, lane, () => changed(null), cancellationToken);
        if (_hasSound && lane.Picture.Captured == 0 && failure.Message.Contains(NoSound, StringComparison.Ordinal))
        {
            _hasSound = false;
            failure = await DecodeAsync(url, lane, () => changed(null), cancellationToken);
        }

        throw failure;
    }

    private async Task<SourceFailure> DecodeAsync(Uri url, Lane lane, Action ready, CancellationToken cancellationToken)
    {
        lane.Count();
        await using var proxy = new GuardProxy(rules) { Source = url.AbsoluteUri };
        await using var relay = new GuardedForwarder(url, url.Scheme == "rtmps" ? 443 : 1935, rules, Tunnel.RunAsync);
        var (input, refused) = await InputAsync(url, proxy, relay, cancellationToken);
        if (input is null) return refused!;
        using var folder = new WorkFolder("media-");
        using var video = new MediaSocket(folder.File("v"));
        using var audio = new MediaSocket(folder.File("a"));
        // Of the environment's proxies none may get around the guard's.
        var environment = new Dictionary<string, string?>
        {
            ["http_proxy"] = $"http://127.0.0.1:{proxy.Port.ToString(CultureInfo.InvariantCulture)}",
            ["no_proxy"] = null,
        };
        await using var ffmpeg = await ChildProcess.StartAsync("ffmpeg", MediaArguments.Build(input, lane.Format, video.Url, _hasSound ? audio.Url : null), environment);
        await WriteScriptAsync(ffmpeg, input.Script, cancellationToken);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // Both are waited for below.
        var frames = CopyAsync(video, ffmpeg, (s, c) => Capture.FramesAsync(s, lane, c), stop.Token);
        var samples = _hasSound ? CopyAsync(audio, ffmpeg, (s, c) => Capture.SamplesAsync(s, lane, c), stop.Token) : Task.CompletedTask;
        try
        {
            return await WatchAsync(ffmpeg, lane, ready, cancellationToken) ?? Ended(ffmpeg, proxy, relay);
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(frames, samples).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<(MediaInput? Input, SourceFailure? Refused)> InputAsync(Uri url, GuardProxy proxy, GuardedForwarder relay, CancellationToken cancellationToken)
    {
        if (url.Scheme is "http" or "https") return (MediaInput.Http($"http://{GuardProxy.SourceHost}/"), null);
        if (url.Scheme is "rtmp" or "rtmps") return (MediaInput.Rtmp(url, relay.Port), null);
        try
        {
            var addresses = await GuardedDns.ResolveAsync(url.IdnHost, rules, cancellationToken: cancellationToken);
            return (MediaInput.At(url, addresses[0]), null);
        }
        catch (AddressRefusedException refused)
        {
            return (null, new("AddressRefused", $"the address is refused: {RefusalText.WithoutHost(refused, url.IdnHost)}"));
        }
        catch (SocketException e)
        {
            return (null, new("MediaFailed", $"the source's host is not found: {e.SocketErrorCode}"));
        }
    }

    /// <summary>Null when ffmpeg has ended.</summary>
    private async Task<SourceFailure?> WatchAsync(ChildProcess ffmpeg, Lane lane, Action ready, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (!lane.Picture.IsDrawn)
        {
            if (ffmpeg.Exited.IsCompleted) return null;
            if (time.GetElapsedTime(began).TotalSeconds > source.TimeoutSeconds) return new("NotReady", $"not ready within {source.TimeoutSeconds:0.#} s: no picture is decoded");
            await Task.Delay(Look, time, cancellationToken);
        }

        board.Reached(ConnectorStages.Page);
        ready();
        var captured = lane.Picture.Captured;
        var capturedAt = time.GetTimestamp();
        while (!ffmpeg.Exited.IsCompleted)
        {
            await Task.WhenAny(ffmpeg.Exited, Task.Delay(Watch, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            if (lane.Picture.Captured != captured) (captured, capturedAt) = (lane.Picture.Captured, time.GetTimestamp());
            if (time.GetElapsedTime(capturedAt) > LongestPause) return new("MediaStopped", $"nothing was decoded for {LongestPause.TotalSeconds:F0} s");
            if (Stall.Judge(source, lane.Picture.StillFor, lane.Sound.SilentFor) is { } failure) return failure;
        }

        return null;
    }

    private SourceFailure Ended(ChildProcess ffmpeg, GuardProxy proxy, GuardedForwarder relay) =>
        (proxy.Refusal ?? relay.Refusal) is { } refusal
            ? new("AddressRefused", $"the address is refused: {refusal}")
            : ffmpeg.LastWords.Length == 0 ? new("MediaEnded", "the source has ended") : new("MediaFailed", $"the source cannot be played: {redaction.Hide(ffmpeg.LastWords)}");

    private static async Task WriteScriptAsync(ChildProcess ffmpeg, string script, CancellationToken cancellationToken)
    {
        try
        {
            await ffmpeg.Input.WriteAsync(Encoding.UTF8.GetBytes(script), cancellationToken);
            ffmpeg.Input.Close();
        }
        catch (IOException)
        {
            // It has ended already, and says why.
        }
    }

    private static async Task CopyAsync(MediaSocket socket, ChildProcess ffmpeg, Func<Stream, CancellationToken, Task> copy, CancellationToken cancellationToken)
    {
        await using var stream = await socket.AcceptAsync(ffmpeg, cancellationToken);
        await copy(stream, cancellationToken);
    }
}
