using System.Globalization;
using Onair.ConnectorPod.Lanes;
using Onair.ConnectorPod.Plans;
using Onair.ConnectorPod.Processes;
using Onair.ConnectorPod.Reports;
using Onair.ConnectorPod.Sources;
using Onair.Primitives;

namespace Onair.ConnectorPod.Pages;

/// <summary>Captures the display and the sound of a browser, each by an ffmpeg that is started again when it dies.</summary>
internal sealed class ScreenCapture(WorkFolder folder, Display display, SoundServer sound, ReportBoard board, Redaction redaction, TimeProvider time)
{
    // A display or sound server that is gone ends its captures as well, and is noticed first.
    private const int Attempts = 5;

    private int _sockets;

    /// <summary>Captures until it is cancelled.</summary>
    /// <exception cref="SourceFailure">A capture fails again and again.</exception>
    public async Task RunAsync(Lane lane, int width, int height, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var picture = KeepAsync(url => Picture(lane.Format, width, height, url), (s, c) => Capture.FramesAsync(s, lane, c), stop.Token);
        var samples = KeepAsync(Sound, (s, c) => Capture.SamplesAsync(s, lane, c), stop.Token);
        await Task.WhenAny(picture, samples);
        await stop.CancelAsync();
        await Task.WhenAll(picture, samples);
    }

    private IEnumerable<string> Picture(PictureFormat format, int width, int height, string url) =>
    [
        "-hide_banner", "-nostdin", "-loglevel", "error", "-threads", "1", "-filter_threads", "1",
        "-f", "x11grab", "-draw_mouse", "0", "-framerate", Text(format.FrameRate), "-video_size", $"{Text(width)}x{Text(height)}", "-i", $"{display.Name}.0+0,0",
        // BT.709 in limited range, as the encoder declares it.
        "-vf", Filter(format, width, height), "-pix_fmt", "yuv420p", "-fps_mode", "passthrough", "-f", "rawvideo", url,
    ];

    private static string Filter(PictureFormat format, int width, int height)
    {
        const string Colors = "out_color_matrix=bt709:out_range=tv";
        if (width == format.Width && height == format.Height) return $"scale={Colors}:flags=fast_bilinear";
        var size = $"{Text(format.Width)}:{Text(format.Height)}";
        return $"scale={size}:force_original_aspect_ratio=decrease:{Colors}:flags=bilinear,pad={size}:-1:-1,setsar=1";
    }

    private static IEnumerable<string> Sound(string url) =>
    [
        "-hide_banner", "-nostdin", "-loglevel", "error", "-threads", "1", "-probesize", "32", "-analyzeduration", "0",
        // A fragment is 20 ms of stereo with 16 bits.
        "-f", "pulse", "-name", "capture", "-sample_rate", Text(PictureFormat.SampleRate), "-channels", Text(PictureFormat.Channels), "-fragment_size", "3840",
        "-i", "page.monitor", "-c:a", "pcm_s16le", "-f", "s16le", "-flush_packets", "1", url,
    ];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task KeepAsync(Func<string, IEnumerable<string>> arguments, Func<Stream, CancellationToken, Task> copy, CancellationToken cancellationToken)
    {
        var environment = new Dictionary<string, string?> { ["DISPLAY"] = display.Name, ["PULSE_SERVER"] = sound.Address, ["HOME"] = folder.Path };
        var backoff = new RestartBackoff(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(1), time);
        for (var attempt = 1; ; attempt++)
        {
            backoff.Started();
            var began = time.GetTimestamp();
            var socket = folder.File($"c{Interlocked.Increment(ref _sockets)}");
            var words = await Capture.RunAsync("ffmpeg", arguments, environment, socket, copy, cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            board.Restarted("capture");
            if (time.GetElapsedTime(began) > TimeSpan.FromSeconds(20)) attempt = 1;
            if (attempt >= Attempts) throw new SourceFailure("CaptureFailed", $"the capture ends repeatedly: {redaction.Hide(words)}");
            await backoff.WaitAsync(cancellationToken);
        }
    }
}
