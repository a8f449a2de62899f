using System.Globalization;

namespace Onair.Emulator.Media.Pipelines;

/// <summary>
/// The command line of ffmpeg for a ladder whose highest rendition is the source itself: MPEG-TS on standard input, one MPEG-TS stream per
/// rendition on its own socket. What is encoded has its key frames where the source has them, and its time stamps, so that all renditions are
/// cut at the same frames.
/// </summary>
internal static class CopyArguments
{
    /// <param name="renditions">Highest first.</param>
    /// <param name="sockets">One path per rendition.</param>
    /// <param name="hasAudio">Whether the input has sound; it is copied.</param>
    /// <param name="threads">Threads per decoder and encoder.</param>
    public static IReadOnlyList<string> Build(
        IReadOnlyList<Rendition> renditions, IReadOnlyList<string> sockets, bool hasAudio, int threads)
    {
        List<string> arguments =
        [
            "-hide_banner", "-loglevel", "error", "-threads", Text(threads), "-copyts",
            "-f", "mpegts", "-probesize", "1000000", "-analyzeduration", "1000000", "-i", "pipe:0",
        ];
        for (var index = 0; index < renditions.Count; index++)
        {
            arguments.AddRange(["-map", "0:v:0"]);
            if (hasAudio) arguments.AddRange(["-map", "0:a:0", "-c:a", "copy"]);
            arguments.AddRange(renditions[index].IsCopy ? ["-c:v", "copy"] : Encode(renditions[index], threads));
            arguments.AddRange(["-f", "mpegts", "-flush_packets", "1", $"unix:{sockets[index]}"]);
        }

        return arguments;
    }

    private static IEnumerable<string> Encode(Rendition r, int threads) =>
    [
        "-vf", $"scale={r.Width}:{r.Height}:force_original_aspect_ratio=decrease,pad={r.Width}:{r.Height}:-1:-1,setsar=1,format=yuv420p",
        // The source's frames at the source's times, none added or left out.
        "-fps_mode", "passthrough", "-enc_time_base", "-1",
        "-c:v", "libx264", "-preset", "superfast", "-profile:v", "main", "-threads", Text(threads), "-bf", "0",
        "-g", "10000", "-sc_threshold", "0", "-force_key_frames", "source",
        "-b:v", Text(r.VideoBitrate), "-maxrate", Text(r.VideoBitrate / 10 * 11), "-bufsize", Text(r.VideoBitrate * 2L),
    ];

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
