using System.Diagnostics;
using System.Globalization;
using Amazon.S3;
using Onair.Tests.Recordings;

namespace Onair.Tests.Bench.Split;

/// <summary>The same range by ffmpeg alone.</summary>
internal sealed class Peer(Recording recording, SplitterStore store, IReadOnlyList<StoredSegment> stored)
{
    private readonly string _files = Path.Combine(store.Scratch, "files.txt");
    private readonly string _urls = Path.Combine(store.Scratch, "urls.txt");

    public async Task PrepareAsync()
    {
        await File.WriteAllLinesAsync(_files, recording.Segments.Select(s => $"file '{s}'"));
        await File.WriteAllLinesAsync(_urls, stored.Select(s => $"file '{s.Url.AbsoluteUri}'"));
    }

    /// <summary>Copies what the concat demuxer gives, out of files and into a file; cuts are at key frames, somewhere near.</summary>
    public Task<Run> CopyAsync(double from, double to, bool fastStart) =>
        RunAsync(_files, from, to, ["-c", "copy", .. fastStart ? ["-movflags", "+faststart"] : Array.Empty<string>()]);

    /// <summary>The same from where the worker reads and to where it writes: signed URLs, and the file uploaded in the end.</summary>
    public async Task<Run> CopyInS3Async(double from, double to)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var copied = await RunAsync(_urls, from, to, ["-c", "copy", "-movflags", "+faststart"]);
        const string Key = "out/peer.mp4";
        using var http = new HttpClient();
        await using (var file = File.OpenRead(Output))
        {
            using var body = new StreamContent(file);
            using var answer = await http.PutAsync(store.Sign(Key, HttpVerb.PUT), body);
            answer.EnsureSuccessStatusCode();
        }

        var took = TimeProvider.System.GetElapsedTime(begun).TotalSeconds;
        await store.DeleteAsync(Key);
        return copied with { Seconds = took };
    }

    /// <summary>Encodes all of it, with the preset that the recording has.</summary>
    public Task<Run> EncodeAsync(double from, double to) =>
        RunAsync(_files, from, to, ["-c:v", "libx264", "-preset", "superfast", "-crf", "20", "-c:a", "aac", "-b:a", "128k", "-movflags", "+faststart"]);

    private string Output => Path.Combine(store.Scratch, "peer.mp4");

    private async Task<Run> RunAsync(string list, double from, double to, IEnumerable<string> how)
    {
        File.Delete(Output);
        var begun = TimeProvider.System.GetTimestamp();
        using var ffmpeg = Process.Start(new ProcessStartInfo(
            "ffmpeg", [
                "-v", "error", "-nostdin", "-protocol_whitelist", "file,http,tcp", "-f", "concat", "-safe", "0", "-ss", Text(from), "-t", Text(to - from), "-i", list,
                .. how, Output,
            ]))!;
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
