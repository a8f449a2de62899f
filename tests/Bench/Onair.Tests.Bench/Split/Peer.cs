using System.Diagnostics;
using System.Globalization;
using Onair.Tests.Integration.Splitter;
using Onair.Tests.Recordings;

namespace Onair.Tests.Bench.Split;

/// <summary>The same range by ffmpeg alone, out of files and into a file.</summary>
internal sealed class Peer(Recording recording, string folder)
{
    private readonly string _list = Path.Combine(folder, "segments.txt");

    public async Task PrepareAsync() => await File.WriteAllLinesAsync(_list, recording.Segments.Select(s => $"file '{s}'"));

    /// <summary>Copies what the concat demuxer gives; cuts are at key frames, somewhere near.</summary>
    public Task<Run> CopyAsync(double from, double to, bool fastStart) =>
        RunAsync(from, to, ["-c", "copy", .. fastStart ? ["-movflags", "+faststart"] : Array.Empty<string>()]);

    /// <summary>Encodes all of it, with the preset that the recording has.</summary>
    public Task<Run> EncodeAsync(double from, double to) =>
        RunAsync(from, to, ["-c:v", "libx264", "-preset", "superfast", "-crf", "20", "-c:a", "aac", "-b:a", "128k", "-movflags", "+faststart"]);

    private async Task<Run> RunAsync(double from, double to, IEnumerable<string> how)
    {
        var output = Path.Combine(folder, "peer.mp4");
        File.Delete(output);
        var begun = TimeProvider.System.GetTimestamp();
        using var ffmpeg = Process.Start(new ProcessStartInfo(
            "ffmpeg", ["-v", "error", "-nostdin", "-f", "concat", "-safe", "0", "-ss", Text(from), "-t", Text(to - from), "-i", _list, .. how, output]))!;
        var (exit, cpu) = (ffmpeg.WaitForExitAsync(), 0.0);
        while (!exit.IsCompleted)
        {
            cpu = Math.Max(cpu, ProcessTree.CpuSeconds(ffmpeg.Id));
            await Task.WhenAny(exit, Task.Delay(10));
        }

        var took = TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
        if (ffmpeg.ExitCode != 0) throw new InvalidOperationException($"ffmpeg ended with {ffmpeg.ExitCode}");
        return new(took, cpu);
    }

    private static string Text(double seconds) => seconds.ToString("F4", CultureInfo.InvariantCulture);
}
