using System.Diagnostics;
using System.Globalization;

namespace Onair.Tests.Support;

/// <summary>A video of 10.4 s, 640x360 and 25 frames per second, that flashes and beeps at the same moments: every 1.04 s.</summary>
internal static class FlashingVideo
{
    /// <summary>VP8 and Opus: Matroska tells the sound encoder's delay, which AAC in MP4 does only to some players.</summary>
    public static IReadOnlyList<string> WebM { get; } = ["-c:v", "libvpx", "-deadline", "realtime", "-b:v", "1M", "-c:a", "libopus"];

    /// <summary>H.264 and AAC.</summary>
    public static IReadOnlyList<string> Mp4 { get; } = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a", "aac", "-movflags", "+faststart"];

    /// <summary>Makes it.</summary>
    /// <param name="file">Where.</param>
    /// <param name="codecs">One of the above.</param>
    /// <param name="loops">How many times its 10.4 s follow each other.</param>
    public static async Task MakeAsync(string file, IReadOnlyList<string> codecs, int loops = 1)
    {
        // 26 frames of 25 a second are no whole number of 30, 60 or 50 a second: one after the other, the flashes fall into all parts of a captured frame.
        const string On = "lt(mod(t\\,1.04)\\,0.1)";
        // The first frame's time is rounded, and may be a little less than that of the first sample.
        const string Shown = "lt(mod(t+0.005\\,1.04)\\,0.1)";
        var length = string.Create(CultureInfo.InvariantCulture, $"d={10.4 * loops:F1}");
        using var ffmpeg = await Forks.StartAsync(new ProcessStartInfo("setpriv",
        [
            "--pdeathsig", "KILL", "ffmpeg", "-v", "error", "-nostdin", "-y",
            "-f", "lavfi", "-i", $"testsrc2=s=640x360:r=25:{length},drawbox=color=gray:t=fill,drawbox=color=white:t=fill:enable='{Shown}',drawbox=w=40:h=40:color=red:t=fill",
            "-f", "lavfi", "-i", $"aevalsrc='if({On}\\,0.5*sin(2*PI*1000*t)\\,0)':s=48000:{length}", .. codecs, file,
        ]));
        await ffmpeg.WaitForExitAsync();
        if (ffmpeg.ExitCode != 0) throw new InvalidOperationException($"ffmpeg made no {file}: it ended with {ffmpeg.ExitCode}");
    }
}
