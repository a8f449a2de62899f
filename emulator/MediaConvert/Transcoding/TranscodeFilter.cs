using System.Globalization;
using System.Text;
using Onair.Recordings.Ts;

namespace Onair.Emulator.MediaConvert.Transcoding;

/// <summary>
/// ffmpeg's filter graph: each run trimmed to its frames and the sound of just their time, the runs joined, and a branch per output.
/// </summary>
internal static class TranscodeFilter
{
    private const int SampleRate = 48_000;

    public static string Build(IReadOnlyList<Run> runs, IReadOnlyList<JobOutput> outputs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        ArgumentNullException.ThrowIfNull(outputs);
        var graph = new StringBuilder();
        var sound = HasSound(runs) && outputs.Any(o => o.Audio is not null);
        foreach (var (index, run) in runs.Index())
        {
            Picture(graph, index, run, runs[0].Contents.Video is { } first && runs.Count > 1 ? $"scale={first.Width}:{first.Height}," : "");
            if (sound) Sound(graph, index, run);
        }

        Join(graph, runs.Count, sound);
        Branch(graph, 'v', [.. outputs.Index().Where(o => o.Item.Video is not null).Select(o => o.Index)]);
        if (sound) Branch(graph, 'a', [.. outputs.Index().Where(o => o.Item.Audio is not null).Select(o => o.Index)]);
        foreach (var (index, output) in outputs.Index())
            if (output.Video is { } video) Encoded(graph, index, video, runs);
        return graph.ToString().TrimEnd(';');
    }

    /// <summary>Whether any run has sound; those without are silent then.</summary>
    public static bool HasSound(IReadOnlyList<Run> runs) => runs.Any(r => r.Contents.HasAudio);

    /// <summary>How many frames an output has.</summary>
    public static long Frames(VideoEncode video, IReadOnlyList<Run> runs)
    {
        ArgumentNullException.ThrowIfNull(video);
        ArgumentNullException.ThrowIfNull(runs);
        return RateOf(video, runs) == runs[0].Contents.Rate && runs.All(r => r.Contents.Rate == runs[0].Contents.Rate)
            ? runs.Sum(r => r.Frames)
            : (long)Math.Round(runs.Sum(r => r.Seconds) * TsClock.Rate / RateOf(video, runs).Ticks);
    }

    /// <summary>The output's frame rate: the first input's, unless another is asked for.</summary>
    public static FrameRate RateOf(VideoEncode video, IReadOnlyList<Run> runs)
    {
        ArgumentNullException.ThrowIfNull(video);
        ArgumentNullException.ThrowIfNull(runs);
        return video.Rate ?? runs[0].Contents.Rate;
    }

    // Half a frame of tolerance on both sides: time stamps may be rounded, and no other frame is that close.
    private static void Picture(StringBuilder graph, int index, Run run, string scale) => graph.Append(
        CultureInfo.InvariantCulture,
        $"[{index}:v:0]trim=start_pts={Ticks(run.StartsAt - (run.Contents.Rate.Ticks / 2))}:end_pts={Ticks(run.LastAt + (run.Contents.Rate.Ticks / 2))},"
        + $"setpts=PTS-{Ticks(run.StartsAt)},{scale}setsar=1,format=yuv420p[rv{index}];");

    // Gaps become silence, and so does what is missing at the ends: the sound is as long as the picture, to the sample.
    private static void Sound(StringBuilder graph, int index, Run run)
    {
        var samples = (long)Math.Round(run.Seconds * SampleRate);
        var (from, to) = (Seconds(run.StartsAt / TsClock.Rate), Seconds((run.StartsAt / TsClock.Rate) + run.Seconds));
        var source = run.Contents.HasAudio
            ? $"[{index}:a:0]atrim=start={from}:end={to},asetpts=PTS-{from}/TB,aresample={SampleRate}:async=1:min_hard_comp=0.005:first_pts=0,"
            : $"anullsrc=r={SampleRate},";
        graph.Append(
            CultureInfo.InvariantCulture, $"{source}aformat=channel_layouts=stereo,apad=whole_len={samples},atrim=end_sample={samples}[ra{index}];");
    }

    private static void Join(StringBuilder graph, int runs, bool sound)
    {
        var inputs = string.Concat(Enumerable.Range(0, runs).Select(i => sound ? $"[rv{i}][ra{i}]" : $"[rv{i}]"));
        var outputs = sound ? "[v][a]" : "[v]";
        if (runs > 1) graph.Append(CultureInfo.InvariantCulture, $"{inputs}concat=n={runs}:v=1:a={(sound ? 1 : 0)}{outputs};");
        else graph.Append(sound ? "[rv0]null[v];[ra0]anull[a];" : "[rv0]null[v];");
    }

    private static void Branch(StringBuilder graph, char kind, IReadOnlyList<int> outputs) => graph.Append(
        CultureInfo.InvariantCulture,
        $"[{kind}]{(kind == 'a' ? "asplit" : "split")}={outputs.Count}{string.Concat(outputs.Select(o => kind == 'a' ? $"[oa{o}]" : $"[b{o}]"))};");

    private static void Encoded(StringBuilder graph, int index, VideoEncode video, IReadOnlyList<Run> runs)
    {
        var rate = RateOf(video, runs);
        var scale = (video.Width, video.Height) switch
        {
            (null, null) => "",
            var (width, height) => $"scale={width ?? -2}:{height ?? -2},",
        };
        graph.Append(
            CultureInfo.InvariantCulture,
            $"[b{index}]{scale}fps={rate.Numerator}/{rate.Denominator}:start_time=0,trim=end_frame={Frames(video, runs)}[ov{index}];");
    }

    private static long Ticks(double ticks) => (long)Math.Round(ticks);

    private static string Seconds(double seconds) => seconds.ToString("0.000000", CultureInfo.InvariantCulture);
}
