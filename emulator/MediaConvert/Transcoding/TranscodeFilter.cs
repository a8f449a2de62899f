using System.Globalization;
using System.Text;
using Onair.Recordings.Ts;

namespace Onair.Emulator.MediaConvert.Transcoding;

/// <summary>
/// ffmpeg's filter graph: each sequence trimmed to its frames and the sound of just their time, the sequences joined, and a branch per output.
/// </summary>
internal static class TranscodeFilter
{
    private const int SampleRate = 48_000;

    public static string Build(IReadOnlyList<ClipSequence> sequences, IReadOnlyList<JobOutput> outputs)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        ArgumentNullException.ThrowIfNull(outputs);
        var graph = new StringBuilder();
        var sound = HasSound(sequences) && outputs.Any(o => o.Audio is not null);
        foreach (var (index, sequence) in sequences.Index())
        {
            Picture(graph, index, sequence, sequences[0].Contents.Video is { } first && sequences.Count > 1 ? $"scale={first.Width}:{first.Height}," : "");
            if (sound) Sound(graph, index, sequence);
        }

        Join(graph, sequences.Count, sound);
        Branch(graph, 'v', [.. outputs.Index().Where(o => o.Item.Video is not null).Select(o => o.Index)]);
        if (sound) Branch(graph, 'a', [.. outputs.Index().Where(o => o.Item.Audio is not null).Select(o => o.Index)]);
        foreach (var (index, output) in outputs.Index())
            if (output.Video is { } video) Encoded(graph, index, video, sequences);
        return graph.ToString().TrimEnd(';');
    }

    /// <summary>Whether any sequence has sound; those without are silent then.</summary>
    public static bool HasSound(IReadOnlyList<ClipSequence> sequences) => sequences.Any(r => r.Contents.HasAudio);

    /// <summary>How many frames an output has.</summary>
    public static long Frames(VideoEncode video, IReadOnlyList<ClipSequence> sequences)
    {
        ArgumentNullException.ThrowIfNull(video);
        ArgumentNullException.ThrowIfNull(sequences);
        return RateOf(video, sequences) == sequences[0].Contents.Rate && sequences.All(r => r.Contents.Rate == sequences[0].Contents.Rate)
            ? sequences.Sum(r => r.Frames)
            : (long)Math.Round(sequences.Sum(r => r.Seconds) * TsClock.Rate / RateOf(video, sequences).Ticks);
    }

    /// <summary>The output's frame rate: the first input's, unless another is asked for.</summary>
    public static FrameRate RateOf(VideoEncode video, IReadOnlyList<ClipSequence> sequences)
    {
        ArgumentNullException.ThrowIfNull(video);
        ArgumentNullException.ThrowIfNull(sequences);
        return video.Rate ?? sequences[0].Contents.Rate;
    }

    // Half a frame of tolerance on both sides: time stamps may be rounded, and no other frame is that close.
    private static void Picture(StringBuilder graph, int index, ClipSequence sequence, string scale) => graph.Append(
        CultureInfo.InvariantCulture,
        $"[{index}:v:0]trim=start_pts={Ticks(sequence.StartsAt - (sequence.Contents.Rate.Ticks / 2))}:end_pts={Ticks(sequence.LastAt + (sequence.Contents.Rate.Ticks / 2))},"
        + $"setpts=PTS-{Ticks(sequence.StartsAt)},{scale}setsar=1,format=yuv420p[rv{index}];");

    // Gaps become silence, and so does what is missing at the ends: the sound is as long as the picture, to the sample.
    private static void Sound(StringBuilder graph, int index, ClipSequence sequence)
    {
        var samples = (long)Math.Round(sequence.Seconds * SampleRate);
        var (from, to) = (Seconds(sequence.StartsAt / TsClock.Rate), Seconds((sequence.StartsAt / TsClock.Rate) + sequence.Seconds));
        var source = sequence.Contents.HasAudio
            ? $"[{index}:a:0]atrim=start={from}:end={to},asetpts=PTS-{from}/TB,aresample={SampleRate}:async=1:min_hard_comp=0.005:first_pts=0,"
            : $"anullsrc=r={SampleRate},";
        graph.Append(
            CultureInfo.InvariantCulture, $"{source}aformat=channel_layouts=stereo,apad=whole_len={samples},atrim=end_sample={samples}[ra{index}];");
    }

    private static void Join(StringBuilder graph, int sequences, bool sound)
    {
        var inputs = string.Concat(Enumerable.Range(0, sequences).Select(i => sound ? $"[rv{i}][ra{i}]" : $"[rv{i}]"));
        var outputs = sound ? "[v][a]" : "[v]";
        if (sequences > 1) graph.Append(CultureInfo.InvariantCulture, $"{inputs}concat=n={sequences}:v=1:a={(sound ? 1 : 0)}{outputs};");
        else graph.Append(sound ? "[rv0]null[v];[ra0]anull[a];" : "[rv0]null[v];");
    }

    private static void Branch(StringBuilder graph, char kind, IReadOnlyList<int> outputs) => graph.Append(
        CultureInfo.InvariantCulture,
        $"[{kind}]{(kind == 'a' ? "asplit" : "split")}={outputs.Count}{string.Concat(outputs.Select(o => kind == 'a' ? $"[oa{o}]" : $"[b{o}]"))};");

    private static void Encoded(StringBuilder graph, int index, VideoEncode video, IReadOnlyList<ClipSequence> sequences)
    {
        var rate = RateOf(video, sequences);
        var scale = (video.Width, video.Height) switch
        {
            (null, null) => "",
            var (width, height) => $"scale={width ?? -2}:{height ?? -2},",
        };
        graph.Append(
            CultureInfo.InvariantCulture,
            $"[b{index}]{scale}fps={rate.Numerator}/{rate.Denominator}:start_time=0,trim=end_frame={Frames(video, sequences)}[ov{index}];");
    }

    private static long Ticks(double ticks) => (long)Math.Round(ticks);

    private static string Seconds(double seconds) => seconds.ToString("0.000000", CultureInfo.InvariantCulture);
}
