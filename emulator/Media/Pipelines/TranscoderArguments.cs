using System.Globalization;

namespace Onair.Emulator.Media.Pipelines;

/// <summary>The command line of ffmpeg: MPEG-TS on standard input, one MPEG-TS stream per rendition on its own socket.</summary>
internal static class TranscoderArguments
{
    /// <param name="renditions">Highest first.</param>
    /// <param name="sockets">One path per rendition.</param>
    /// <param name="hasAudio">Whether the input has sound.</param>
    /// <param name="threads">Threads per encoder.</param>
    public static IReadOnlyList<string> Build(
        IReadOnlyList<Rendition> renditions, IReadOnlyList<string> sockets, bool hasAudio, int threads)
    {
        List<string> arguments =
        [
            "-hide_banner", "-loglevel", "error", "-threads", Text(threads), "-filter_complex_threads", "1",
            "-f", "mpegts", "-probesize", "1000000", "-analyzeduration", "1000000", "-i", "pipe:0",
            "-filter_complex", Filter(renditions),
        ];
        for (var index = 0; index < renditions.Count; index++)
        {
            arguments.AddRange(["-map", $"[v{index}]"]);
            if (hasAudio) arguments.AddRange(["-map", "0:a:0"]);
            arguments.AddRange(Encode(renditions[index], hasAudio, threads));
            arguments.AddRange(["-f", "mpegts", "-flush_packets", "1", $"unix:{sockets[index]}"]);
        }

        return arguments;
    }

    private static string Filter(IReadOnlyList<Rendition> renditions)
    {
        var inputs = string.Concat(renditions.Select((_, i) => $"[i{i}]"));
        var branches = renditions.Select((r, i) =>
            $"[i{i}]fps={r.FrameRateNumerator}/{r.FrameRateDenominator},"
            + $"scale={r.Width}:{r.Height}:force_original_aspect_ratio=decrease,"
            + $"pad={r.Width}:{r.Height}:-1:-1,setsar=1,format=yuv420p[v{i}]");
        return $"[0:v:0]split={renditions.Count}{inputs};{string.Join(';', branches)}";
    }

    private static IEnumerable<string> Encode(Rendition r, bool hasAudio, int threads)
    {
        var gop = Text(Math.Max(1, (int)Math.Round(r.GopSeconds * r.FrameRateNumerator / r.FrameRateDenominator)));
        // stitchable: one set of parameter sets whatever the rate control does, which a later exact cut depends on.
        IEnumerable<string> video =
        [
            "-c:v", "libx264", "-preset", "superfast", "-profile:v", "main", "-threads", Text(threads),
            "-g", gop, "-keyint_min", gop, "-sc_threshold", "0", "-x264-params", "stitchable=1:open_gop=0",
            "-b:v", Text(r.VideoBitrate), "-maxrate", Text(r.VideoBitrate / 10 * 11), "-bufsize", Text(r.VideoBitrate * 2L),
        ];
        return hasAudio
            ? [.. video, "-c:a", "aac", "-b:a", Text(r.AudioBitrate), "-ar", "48000", "-ac", "2", "-af", "aresample=async=1"]
            : video;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
