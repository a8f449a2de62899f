using System.Globalization;

namespace Onair.Emulator.Mux.Assets;

/// <summary>The ffmpeg call that makes all renditions at once: the source is decoded once.</summary>
internal static class LadderArguments
{
    private const int SegmentSeconds = 4;

    /// <param name="source">The file.</param>
    /// <param name="rungs">What is made, each in a folder of its name.</param>
    public static IReadOnlyList<string> Build(MuxMedia media, string source, IReadOnlyList<LadderRung> rungs)
    {
        List<string> arguments = ["-nostdin", "-hide_banner", "-v", "error", "-y", .. MediaProgram.Input, "-i", source];
        if (media.Video is not null) arguments.AddRange(["-filter_complex", Filter(rungs)]);
        for (var index = 0; index < rungs.Count; index++)
        {
            if (media.Video is not null) arguments.AddRange(["-map", $"[v{index}]", .. Video(rungs[index])]);
            if (media.Audio is not null) arguments.AddRange(["-map", "0:a:0", "-c:a", "aac", "-ac", "2", "-ar", "48000", "-b:a", "128k"]);
            arguments.AddRange(
            [
                "-f", "hls", "-hls_time", $"{SegmentSeconds}", "-hls_playlist_type", "vod", "-hls_segment_filename", $"{rungs[index].Name}/%d.ts",
                $"{rungs[index].Name}/index.m3u8",
            ]);
        }

        return arguments;
    }

    private static string Filter(IReadOnlyList<LadderRung> rungs)
    {
        var split = $"[0:V:0]split={rungs.Count}" + string.Concat(rungs.Select((_, i) => $"[s{i}]"));
        // Square pixels and 4:2:0: what every player decodes.
        return split + string.Concat(rungs.Select((r, i) => string.Create(
            CultureInfo.InvariantCulture, $";[s{i}]scale={r.Width}:{r.Height},setsar=1,format=yuv420p[v{i}]")));
    }

    private static string[] Video(LadderRung rung) =>
    [
        "-c:v", "libx264", "-preset", "veryfast", "-profile:v", "main", "-crf", "23", "-maxrate", $"{rung.Kilobits}k", "-bufsize", $"{rung.Kilobits * 2}k",
        // Renditions can be switched at each segment when all have their key frames there.
        "-force_key_frames", $"expr:gte(t,n_forced*{SegmentSeconds})", "-sc_threshold", "0",
    ];
}
