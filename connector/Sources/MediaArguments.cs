using System.Globalization;
using Onair.ConnectorPod.Plans;

namespace Onair.ConnectorPod.Sources;

/// <summary>The command line of the ffmpeg that decodes a stream or file into raw frames and samples.</summary>
internal static class MediaArguments
{
    /// <param name="input">What it reads.</param>
    /// <param name="format">The picture that is shown.</param>
    /// <param name="video">URL of the frames.</param>
    /// <param name="audio">URL of the samples; null for a source without sound.</param>
    public static IReadOnlyList<string> Build(MediaInput input, PictureFormat format, string video, string? audio)
    {
        var size = $"{Text(format.Width)}:{Text(format.Height)}";
        return
        [
            "-hide_banner", "-loglevel", "error", "-threads", "1", "-filter_threads", "1", .. input.Arguments,
            "-map", "0:v:0", "-vf",
            $"fps={Text(format.FrameRate)},scale={size}:force_original_aspect_ratio=decrease:out_color_matrix=bt709:out_range=tv:flags=bilinear,pad={size}:-1:-1,setsar=1",
            // Frames and samples are counted from time 0, which is where the source begins: gaps, also the one before the first, become repeated
            // frames and silence.
            "-fps_mode", "cfr", "-pix_fmt", "yuv420p", "-f", "rawvideo", "-flush_packets", "1", video,
            .. audio is null ? (string[])[] :
            [
                "-map", "0:a:0", "-af", "aresample=async=1:first_pts=0", "-c:a", "pcm_s16le", "-ar", Text(PictureFormat.SampleRate), "-ac", Text(PictureFormat.Channels),
                "-f", "s16le", "-flush_packets", "1", audio,
            ],
        ];
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
