using System.Globalization;
using Onair.Emulator.Media;
using Onair.Emulator.Media.Pipelines;
using Onair.Emulator.Media.Ts;
using Onair.Recordings.Ts;

namespace Onair.Tests.Recordings;

/// <summary>Makes recordings with the emulator's own settings of the encoder and its own cutting of segments.</summary>
internal static class Generator
{
    private const int MovingSeconds = 600;

    public static async Task MakeAsync(RecordingSpec spec, string folder)
    {
        var segments = new RecordingFolder(folder, spec.SegmentSeconds);
        if (spec.Moving)
        {
            var once = Path.Combine(folder, "once.mkv");
            await Tool.RunAsync("ffmpeg", [.. Encode(spec, Picture.Scene(spec), MovingSeconds)[..^3], "-y", "-f", "matroska", once]);
            await SegmentAsync(
                ["-v", "error", "-stream_loop", Text((spec.Seconds / MovingSeconds) - 1), "-i", once, "-c", "copy", "-f", "mpegts", "pipe:1"], segments);
            File.Delete(once);
            return;
        }

        var restart = spec.RestartAt > 0 ? spec.RestartAt : spec.Frames;
        await SegmentAsync(Encode(spec, Picture.Counter(spec, 0), (double)restart / spec.FrameRate), segments);
        if (restart < spec.Frames) await SegmentAsync(Encode(spec, Picture.Counter(spec, restart), (double)(spec.Frames - restart) / spec.FrameRate), segments);
    }

    /// <summary>What the emulator's transcoder is started with, the input and the output being others.</summary>
    private static string[] Encode(RecordingSpec spec, string source, double seconds)
    {
        var rendition = new Rendition("main", spec.Width, spec.Height, spec.VideoBitrate, 128_000, spec.FrameRate, 1, spec.GopSeconds);
        var arguments = TranscoderArguments.Build([rendition], ["socket"], hasAudio: true, threads: 2).ToList();
        var input = arguments.IndexOf("-f");
        arguments.RemoveRange(input, arguments.IndexOf("-i") + 2 - input);
        arguments.InsertRange(input, ["-nostdin", "-f", "lavfi", "-t", seconds.ToString("F6", CultureInfo.InvariantCulture), "-i", source]);
        arguments.RemoveRange(arguments.LastIndexOf("-f"), arguments.Count - arguments.LastIndexOf("-f"));
        if (spec.Filter is { } filter) arguments.AddRange(["-bsf:v", filter]);
        return [.. arguments, "-f", "mpegts", "pipe:1"];
    }

    private static async Task SegmentAsync(IEnumerable<string> arguments, RecordingFolder folder)
    {
        var segmenter = new TsSegmenter(folder);
        var framer = new TsFramer();
        await Tool.ReadAsync("ffmpeg", arguments, bytes =>
        {
            framer.Append(bytes);
            while (framer.TryRead(out var packet)) segmenter.Write(packet);
        });
        segmenter.Complete();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
