using System.Globalization;
using Onair.ConnectorPod.Processes;
using Onair.Processes;

namespace Onair.ConnectorPod.Calibrating;

/// <summary>A video that flashes and beeps at the same moments. The browser matches its sound and picture as it does those of a meeting.</summary>
internal static class CalibrationVideo
{
    /// <summary>
    /// Seconds between two flashes; more than twice any offset that is expected. 27 frames of this video are no whole number of a display's or of
    /// a capture's: one after the other, <see cref="Cycle"/> flashes fall into evenly spread parts of a frame of 30 or 60 a second. A flash that
    /// is always captured at the same part says nothing about the others.
    /// </summary>
    public const double Period = 27.0 / FrameRate;

    /// <summary>Flashes until the next one falls into the same part of a frame of 30 or 60 a second again.</summary>
    public const int Cycle = 5;

    private const int FrameRate = 50;

    // Longer than a calibration lasts.
    private const int Seconds = 12;

    /// <summary>Makes it: WebM, because Opus has no priming that players treat differently.</summary>
    /// <exception cref="IOException">ffmpeg failed.</exception>
    public static async Task<byte[]> MakeAsync(WorkFolder folder, CancellationToken cancellationToken)
    {
        var file = folder.File("calibration.webm");
        var length = Seconds.ToString(CultureInfo.InvariantCulture);
        // From 0.3 to 0.4 s of each period: whole frames. A frame's time is rounded, and may be a little before the first sample's.
        var heard = string.Create(CultureInfo.InvariantCulture, $"between(mod(t\\,{Period})\\,0.3\\,0.4)");
        var shown = string.Create(CultureInfo.InvariantCulture, $"between(mod(t\\,{Period})\\,0.295\\,0.395)");
        var rate = FrameRate.ToString(CultureInfo.InvariantCulture);
        await using var ffmpeg = await ChildProcess.StartAsync("ffmpeg",
        [
            "-hide_banner", "-nostdin", "-loglevel", "error", "-y",
            "-f", "lavfi", "-i", $"color=black:s=160x90:r={rate}:d={length},drawbox=color=white:t=fill:enable='{shown}'",
            "-f", "lavfi", "-i", $"aevalsrc='if({heard}\\,0.5*sin(2*PI*1000*t)\\,0)':s=48000:d={length}",
            "-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "200k", "-g", rate, "-c:a", "libopus", "-b:a", "48k", "-f", "webm", file,
        ]);
        await ffmpeg.Exited.WaitAsync(cancellationToken);
        return File.Exists(file) ? await File.ReadAllBytesAsync(file, cancellationToken) : throw new IOException($"ffmpeg produced no calibration video: {ffmpeg.LastWords}");
    }
}
