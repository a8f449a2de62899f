using System.Globalization;

namespace Onair.Emulator.MediaConvert.Transcoding;

/// <summary>The command line of the ffmpeg that does a job. It reports its progress on standard output.</summary>
internal static class TranscodeArguments
{
    /// <param name="sequences">What is joined.</param>
    /// <param name="inputs">A file per sequence.</param>
    /// <param name="outputs">What is written.</param>
    /// <param name="files">A file per output.</param>
    public static IReadOnlyList<string> Build(
        IReadOnlyList<ClipSequence> sequences, IReadOnlyList<string> inputs, IReadOnlyList<JobOutput> outputs, IReadOnlyList<string> files)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(files);
        // copyts: frames are chosen by the time stamps that were written into the files.
        List<string> arguments = ["-hide_banner", "-nostdin", "-y", "-loglevel", "error", "-progress", "pipe:1", "-stats_period", "0.2", "-copyts"];
        foreach (var input in inputs) arguments.AddRange(["-f", "mpegts", "-i", input]);
        arguments.AddRange(["-filter_complex", TranscodeFilter.Build(sequences, outputs)]);
        var sound = TranscodeFilter.HasSound(sequences);
        foreach (var (index, output) in outputs.Index())
        {
            if (output.Video is { } video) arguments.AddRange(["-map", $"[ov{index}]", .. Video(video, sequences)]);
            if (output.Audio is { } audio && sound) arguments.AddRange(["-map", $"[oa{index}]", .. Audio(audio)]);
            arguments.AddRange(["-map_metadata", "-1", "-movflags", output.Faststart ? "+faststart" : "0", "-f", "mp4", files[index]]);
        }

        return arguments;
    }

    private static IEnumerable<string> Video(VideoEncode video, IReadOnlyList<ClipSequence> sequences)
    {
        var rate = TranscodeFilter.RateOf(video, sequences);
        var gop = video.GopFrames ?? (video.GopSeconds * rate.Numerator / rate.Denominator);
        return
        [
            "-c:v", "libx264", "-preset", "veryfast", .. RateControl(video),
            .. gop is > 0 ? ["-g", Text((long)Math.Max(1, Math.Round(gop.Value)))] : Array.Empty<string>(),
        ];
    }

    private static IEnumerable<string> RateControl(VideoEncode video) => video.RateControl switch
    {
        // x264's constant quality replaces QVBR: level 7, AWS's default, maps to 23, x264's default.
        "QVBR" => ["-crf", Text(37 - (2 * video.Quality)), "-maxrate", Text(video.MaxBitrate!.Value), "-bufsize", Text(video.MaxBitrate.Value * 2L)],
        "CBR" => ["-b:v", Text(video.Bitrate!.Value), "-minrate", Text(video.Bitrate.Value), "-maxrate", Text(video.Bitrate.Value), "-bufsize", Text(video.Bitrate.Value)],
        _ => video.MaxBitrate is { } most
            ? ["-b:v", Text(video.Bitrate!.Value), "-maxrate", Text(most), "-bufsize", Text(most * 2L)]
            : ["-b:v", Text(video.Bitrate!.Value)],
    };

    private static IEnumerable<string> Audio(AudioEncode audio) =>
        ["-c:a", "aac", "-b:a", Text(audio.Bitrate), "-ar", Text(audio.SampleRate), "-ac", Text(audio.Channels)];

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
