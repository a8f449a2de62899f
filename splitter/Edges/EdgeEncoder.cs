using System.Globalization;
using Onair.Recordings.Cutting;
using Onair.Recordings.Ts;
using Onair.Splitter.Ffmpeg;
using Onair.Splitter.Storage;

namespace Onair.Splitter.Edges;

/// <summary>Reads a GOP at an edge, selects the frames in the piece, and re-encodes them with the settings of the recording's encoder.</summary>
internal sealed class EdgeEncoder(ArchiveReader archive, CutPlan plan, CutLayout layout) : IDisposable
{
    private static readonly Task<IReadOnlyList<(byte[] Unit, long At)>> Nothing = Task.FromResult<IReadOnlyList<(byte[] Unit, long At)>>([]);

    // An encoder needs about 100 MB of memory, so only one runs at a time.
    private readonly SemaphoreSlim _turn = new(1);

    public void Dispose() => _turn.Dispose();

    /// <summary>Returns when the GOP is read. Its frames are encoded in the background, which may throw <see cref="NotSupportedException"/>.</summary>
    public async Task<Edge> MakeAsync(CutRun run, CancellationToken cancellationToken)
    {
        var piece = plan.Pieces[run.Piece];
        var (from, to) = layout.Clips[run.Piece];
        var bytes = await archive.ReadAsync(piece, run, cancellationToken);
        var frames = GroupFrames.Of(bytes, piece.Index.VideoPid);
        long[] times = [.. frames.Select(f => TsClock.Difference(f.Pts, piece.Index.FirstPts)).Order()];
        var first = Array.FindIndex(times, t => t >= from - CutLayout.Tolerance);
        var behind = Array.FindIndex(times, t => t >= to - CutLayout.Tolerance);
        var groupEnd = piece.Index.EndOf(run.Last);
        if (behind < 0) behind = times.Length;
        var end = behind < times.Length ? times[behind] : groupEnd;
        if (first < 0 || first >= behind) return new Edge(bytes, GroupUse.Sound, Nothing, end, end);
        if (first == 0 && behind == times.Length) return new Edge(bytes, GroupUse.Copy, Nothing, times[0], groupEnd);
        return new Edge(bytes, GroupUse.Edge, Task.Run(() => InTurnAsync(frames, first, behind, piece, cancellationToken), cancellationToken), times[first], end);
    }

    private async Task<IReadOnlyList<(byte[] Unit, long At)>> InTurnAsync(
        IReadOnlyList<(byte[] Unit, long Pts)> frames, int first, int behind, CutPiece piece, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await EncodeAsync(frames, first, behind, piece, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<IReadOnlyList<(byte[] Unit, long At)>> EncodeAsync(
        IReadOnlyList<(byte[] Unit, long Pts)> frames, int first, int behind, CutPiece piece, CancellationToken cancellationToken)
    {
        var sets = piece.Index.ParameterSets;
        var settings = EncoderSettings.Arguments(plan.Encoder ?? piece.Index.Encoder ?? "", sets);
        if (settings is null || EncoderSettings.TimeBase(sets) is not { } clock)
            throw new NotSupportedException("the settings of its encoder cannot be imitated");
        long[] times = [.. frames.Select(f => TsClock.Difference(f.Pts, piece.Index.FirstPts)).Order()];
        var result = new GroupFrames();
        await FfmpegProcess.RunAsync(
            Arguments(first, behind, Step(times, clock), clock, settings),
            async (write, token) =>
            {
                foreach (var (unit, _) in frames) await write(unit, token);
            },
            (output, _) =>
            {
                result.Append(output.Span);
                return ValueTask.CompletedTask;
            },
            cancellationToken);
        result.End();
        var encoded = result.Frames;
        if (encoded.Count != behind - first) throw new NotSupportedException($"{encoded.Count} frames came out of its encoder for {behind - first}");
        if (!ParameterSets.Of(encoded[0].Unit).AsSpan().SequenceEqual(sets)) throw new NotSupportedException("its encoder writes other parameter sets than the one here");
        long[] order = [.. encoded.Select(f => f.Pts).Order()];
        return [.. encoded.Select(f => (f.Unit, times[first + Array.BinarySearch(order, f.Pts)]))];
    }

    private static IEnumerable<string> Arguments(
        int first, int behind, long step, (long Numerator, long Denominator) clock, IReadOnlyList<string> settings) =>
    [
        "-threads", "1", "-f", "h264", "-i", "pipe:0", "-filter_threads", "1",
        "-vf", string.Create(CultureInfo.InvariantCulture, $"select=between(n\\,{first}\\,{behind - 1}),settb={clock.Numerator}/{clock.Denominator},setpts=N*{step}"),
        "-fps_mode", "passthrough", "-enc_time_base", string.Create(CultureInfo.InvariantCulture, $"{clock.Numerator}:{clock.Denominator}"),
        .. settings, "-threads", "1", "-f", "mpegts", "pipe:1",
    ];

    /// <summary>The duration of a frame in ticks of the encoder.</summary>
    private static long Step(long[] times, (long Numerator, long Denominator) clock)
    {
        var frame = times.Length < 2 ? 3_000 : (times[^1] - times[0]) / (times.Length - 1.0);
        return Math.Max(1, (long)Math.Round(frame * clock.Denominator / clock.Numerator / TsClock.Rate));
    }
}
