using Onair.ConnectorPod.Flv;
using Onair.ConnectorPod.Plans;
using Onair.ConnectorPod.Processes;
using Onair.ConnectorPod.Push;
using Onair.ConnectorPod.Reports;
using Onair.Connectors;
using Onair.Primitives;
using Onair.Processes;

namespace Onair.ConnectorPod.Encoders;

/// <summary>Keeps one ffmpeg that encodes what the clock gives, and hands its stream to the targets.</summary>
internal sealed partial class Encoder(
    ConnectorPlan plan, WorkFolder folder, Clock clock, IReadOnlyList<PushQueue> targets, ReportBoard board, Redaction redaction, TimeProvider time,
    ILogger<Encoder> log)
{
    // Long enough for a second of frames in the queue, much shorter than the pod's time to end.
    private static readonly TimeSpan Flush = TimeSpan.FromSeconds(1.5);

    private readonly FlvTimeline _timeline = new();
    private long _begunAt;
    private int _run;

    /// <summary>Encodes until it is cancelled; then the stream is ended properly, with what was given so far.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var backoff = new RestartBackoff(TimeSpan.FromSeconds(0.1), TimeSpan.FromSeconds(5), time);
        while (!cancellationToken.IsCancellationRequested)
        {
            backoff.Started();
            try
            {
                await EncodeAsync(cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested) // whatever it was, the targets need a stream
            {
                LogFailed(redaction.Hide(e.Message));
            }

            if (cancellationToken.IsCancellationRequested) return;
            board.Restarted("encoder");
            await backoff.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task EncodeAsync(CancellationToken cancellationToken)
    {
        _run++;
        using var video = new MediaSocket(folder.File($"v{_run}"));
        using var audio = new MediaSocket(folder.File($"a{_run}"));
        using var output = new MediaSocket(folder.File($"o{_run}"));
        using var feed = new EncoderFeed(PictureFormat.Of(plan));
        using var stop = new CancellationTokenSource();
        await using var ffmpeg = await ChildProcess.StartAsync("ffmpeg", EncoderArguments.Build(plan, video.Url, audio.Url, output.Url));
        clock.Feed = feed;
        // The end of the program ends the input; ffmpeg then writes what it holds and ends by itself.
        await using var ending = cancellationToken.Register(() =>
        {
            clock.Feed = null;
            feed.Complete();
            stop.CancelAfter(Flush);
        });
        var work = new[]
        {
            Task.Run(async () => await feed.WriteFramesAsync(await video.AcceptAsync(ffmpeg, stop.Token), stop.Token), CancellationToken.None),
            Task.Run(async () => await feed.WriteSamplesAsync(await audio.AcceptAsync(ffmpeg, stop.Token), stop.Token), CancellationToken.None),
            Task.Run(async () => await ReadAsync(await output.AcceptAsync(ffmpeg, stop.Token), stop.Token), CancellationToken.None),
        };
        try
        {
            await Task.WhenAny(ffmpeg.Exited, Task.Delay(Timeout.InfiniteTimeSpan, stop.Token));
        }
        finally
        {
            clock.Feed = null;
            feed.Complete();
            if (!cancellationToken.IsCancellationRequested) await stop.CancelAsync();
            await Task.WhenAll(work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (!cancellationToken.IsCancellationRequested) throw new IOException($"ffmpeg ended: {ffmpeg.LastWords}");
    }

    private async Task ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        await using var closing = stream;
        var reader = new FlvReader();
        var buffer = new byte[256 * 1024];
        var begun = false;
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            foreach (var tag in reader.Add(buffer.AsSpan(0, read)))
            {
                if (!begun) Begin();
                begun = true;
                var placed = _timeline.Place(tag);
                foreach (var target in targets) target.Put(placed);
            }
        }
    }

    private void Begin()
    {
        if (_begunAt == 0) _begunAt = time.GetTimestamp();
        _timeline.Begin(time.GetElapsedTime(_begunAt));
    }

    [LoggerMessage(LogLevel.Warning, "The encoder failed and is restarted: {Reason}")]
    private partial void LogFailed(string reason);
}
