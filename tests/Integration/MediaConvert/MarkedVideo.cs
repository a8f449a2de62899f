using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Onair.Tests.Integration.MediaConvert;

/// <summary>
/// Video whose frames carry their number as bars, and whose sound ticks at each full second: frames that are missing, repeated or
/// out of place show, and so does sound that is.
/// </summary>
internal static class MarkedVideo
{
    public const int FrameRate = 30;

    private const int Bits = 12;
    private const int BarWidth = 16;
    private const int Height = 32;
    private const int SampleRate = 48_000;

    /// <summary>Writes a recording as segments <c>0.ts</c>, <c>1.ts</c> … whose clock goes on, with B frames and a key frame each half second.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="seconds">How long it is.</param>
    /// <param name="segmentSeconds">How long each segment is.</param>
    /// <param name="firstNumber">Number of the first frame.</param>
    public static async Task RecordAsync(string folder, int seconds, int segmentSeconds, int firstNumber = 0)
    {
        var bars = $"color=black:s={Bits * BarWidth}x{Height}:r={FrameRate}:d={seconds},"
            + $"geq=lum='if(mod(floor((N+{firstNumber})/pow(2,floor(X/{BarWidth}))),2),235,16)':cb=128:cr=128";
        await RunAsync(
            "ffmpeg",
            [
                "-v", "error", "-f", "lavfi", "-i", bars, "-f", "lavfi", "-i", $"aevalsrc='sin(2*PI*1000*t)*lt(mod(t,1),0.01)':s={SampleRate}:d={seconds}",
                "-c:v", "libx264", "-preset", "veryfast", "-g", "15", "-sc_threshold", "0", "-pix_fmt", "yuv420p", "-c:a", "aac", "-b:a", "96k",
                "-f", "segment", "-segment_time", $"{segmentSeconds}", "-segment_format", "mpegts", Path.Combine(folder, "%d.ts"),
            ]);
    }

    /// <summary>The numbers of a file's frames, in order.</summary>
    public static async Task<IReadOnlyList<int>> NumbersAsync(string file)
    {
        var pixels = await RunAsync("ffmpeg", ["-v", "error", "-i", file, "-fps_mode", "passthrough", "-vf", $"scale={Bits * BarWidth}:{Height}", "-f", "rawvideo", "-pix_fmt", "gray", "-"]);
        const int Frame = Bits * BarWidth * Height;
        return [.. Enumerable.Range(0, pixels.Length / Frame).Select(f => Enumerable.Range(0, Bits).Sum(bit =>
            pixels[(f * Frame) + (Height / 2 * Bits * BarWidth) + (bit * BarWidth) + (BarWidth / 2)] > 128 ? 1 << bit : 0))];
    }

    /// <summary>When the sound ticks, in seconds from the first frame.</summary>
    public static async Task<IReadOnlyList<double>> TicksAsync(string file)
    {
        var bytes = await RunAsync("ffmpeg", ["-v", "error", "-i", file, "-map", "0:a", "-f", "f32le", "-ac", "1", "-ar", $"{SampleRate}", "-"]);
        var samples = MemoryMarshal.Cast<byte, float>(bytes);
        List<double> ticks = [];
        for (var i = 0; i < samples.Length; i++)
        {
            if (Math.Abs(samples[i]) < 0.3) continue;
            ticks.Add((double)i / SampleRate);
            i += SampleRate / 4;
        }

        return ticks;
    }

    /// <summary>What ffprobe says.</summary>
    public static async Task<string> ProbeAsync(string file, params string[] arguments) =>
        System.Text.Encoding.UTF8.GetString(await RunAsync("ffprobe", ["-v", "error", .. arguments, "-of", "csv=p=0", file])).Trim();

    private static async Task<byte[]> RunAsync(string program, IReadOnlyList<string> arguments)
    {
        using var process = await Forks.StartAsync(new ProcessStartInfo("setpriv", ["--pdeathsig", "KILL", program, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        });
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var errors = process.StandardError.ReadToEndAsync(limit.Token);
        using var output = new MemoryStream();
        await process.StandardOutput.BaseStream.CopyToAsync(output, limit.Token);
        await process.WaitForExitAsync(limit.Token);
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}\n{await errors}");
        return output.ToArray();
    }
}
