using System.Globalization;
using Onair.ConnectorPod.Plans;
using Onair.Connectors;

namespace Onair.ConnectorPod.Encoders;

/// <summary>The command line of the encoder: raw frames and samples in, FLV out, each on a socket of ours.</summary>
internal static class EncoderArguments
{
    /// <summary>Time between two key frames; MediaLive and IVS ask for 2 seconds.</summary>
    public const int GopSeconds = 2;

    /// <param name="plan">Size, pace and bit rates.</param>
    /// <param name="video">URL of the frames.</param>
    /// <param name="audio">URL of the samples.</param>
    /// <param name="output">URL of the stream.</param>
    public static IReadOnlyList<string> Build(ConnectorPlan plan, string video, string audio, string output)
    {
        var gop = Text(GopSeconds * plan.FrameRate);
        return
        [
            "-hide_banner", "-nostdin", "-loglevel", "error",
            // Nothing has to be found out about raw media.
            "-probesize", "32", "-analyzeduration", "0", "-thread_queue_size", "16",
            "-f", "rawvideo", "-pixel_format", "yuv420p", "-video_size", $"{Text(plan.Width)}x{Text(plan.Height)}", "-framerate", Text(plan.FrameRate), "-i", video,
            "-probesize", "32", "-analyzeduration", "0", "-thread_queue_size", "64",
            "-f", "s16le", "-ar", Text(PictureFormat.SampleRate), "-ac", Text(PictureFormat.Channels), "-i", audio,
            "-map", "0:v", "-map", "1:a",
            // Every frame that the clock gave, at its time: the pace is the clock's.
            "-fps_mode", "passthrough",
            "-c:v", "libx264", "-preset", "superfast", "-profile:v", "main", "-bf", "0", "-threads", "2",
            // No frame waits for those after it, as in -tune zerolatency, but for its slices, which cost quality.
            "-x264-params", "rc-lookahead=0:sync-lookahead=0:mbtree=0:open_gop=0",
            "-g", gop, "-keyint_min", gop, "-sc_threshold", "0",
            "-b:v", Text(plan.VideoBitrate), "-maxrate", Text(plan.VideoBitrate), "-bufsize", Text(plan.VideoBitrate * 2L),
            "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709", "-color_range", "tv",
            "-c:a", "aac", "-b:a", Text(plan.AudioBitrate), "-ar", Text(PictureFormat.SampleRate), "-ac", Text(PictureFormat.Channels),
            "-f", "flv", "-flvflags", "no_duration_filesize", "-flush_packets", "1", output,
        ];
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
