using Onair.Recordings.Aac;
using Onair.Recordings.Cutting;
using Onair.Recordings.Mp4;
using Onair.Recordings.Ts;
using Onair.Splitter.Edges;
using Onair.Splitter.Storage;

namespace Onair.Splitter.Cuts;

/// <summary>Makes the section from the recording's own frames. Only the GOPs that a cut goes through are re-encoded.</summary>
internal sealed class CopyCut : IElementaryStreams
{
    private readonly CutPlan _plan;
    private readonly CutLayout _layout;
    private readonly PartUploader _upload;
    private readonly MovieWriter _movie;
    private readonly TsFramer _framer = new();
    private readonly TsDemuxer _demuxer;
    private readonly AdtsReader _adts;
    private PieceClock _clock;
    private bool _copies;
    private bool _encoded;
    private (Edge Edge, long FirstPts, PieceClock Clock)? _front;

    public CopyCut(CutPlan plan, CutLayout layout, PartUploader upload)
    {
        (_plan, _layout, _upload) = (plan, layout, upload);
        _movie = new MovieWriter(plan.Pieces[0].Index.ParameterSets, upload.Write);
        _demuxer = new TsDemuxer(this);
        _adts = new AdtsReader(Sound);
    }

    /// <exception cref="NotSupportedException">The recording cannot be copied; the message says why.</exception>
    public async Task<CutMovie> RunAsync(ArchiveReader archive, CancellationToken cancellationToken)
    {
        await using var edges = new EdgeQueue(new EdgeEncoder(archive, _plan, _layout), _layout.Runs, cancellationToken);
        await using var pipe = new RunPipe(archive, _plan, _layout.Runs.Where(r => r.Use != GroupUse.Edge), cancellationToken);
        var (end, before) = (0L, (PieceClock?)null);
        foreach (var runs in PiecesTogether())
        {
            var k = runs.Key;
            var made = new Dictionary<CutRun, Edge>();
            foreach (var head in runs.Where(r => r.Use != GroupUse.Sound).Take(1).Where(r => r.Use == GroupUse.Edge)) made[head] = await edges.NextAsync(cancellationToken);
            var (from, to) = _layout.Clips[k];
            if (made.Values.FirstOrDefault() is { } first) from = first.From;
            else if (to > from) from = _plan.Pieces[k].Index.Gops[runs.First(r => r.Use == GroupUse.Copy).First].At;
            var (clock, goesOn) = PieceClock.Of(_plan, k, end, from, to, before);
            if (!goesOn) Restart();
            _clock = clock;
            foreach (var run in runs)
            {
                var piece = _plan.Pieces[run.Piece];
                _demuxer.Select(piece.Index.VideoPid, piece.Index.AudioPid);
                if (run.Use == GroupUse.Edge)
                {
                    var edge = made.TryGetValue(run, out var head) ? head : await edges.NextAsync(cancellationToken);
                    to = edge.To;
                    if (run == runs.Last(r => r.Use != GroupUse.Sound)) _clock = _clock.EndingAt(TsClock.Add(piece.Index.FirstPts, to));
                    await PutAsync(edge, piece.Index.FirstPts);
                }
                else
                {
                    if (run.Use == GroupUse.Copy) to = piece.Index.EndOf(run.Last);
                    await CopyAsync(pipe, run, cancellationToken);
                }

                await _upload.DrainAsync(cancellationToken);
            }

            before = _clock;
            end = _clock.Of(TsClock.Add(_plan.Pieces[k].Index.FirstPts, to));
        }

        _demuxer.End();
        var front = await FrontAsync();
        var (moov, ticks) = _movie.Complete(end);
        var parts = await _upload.CompleteAsync([moov, front], cancellationToken);
        return new(_encoded ? CutMethod.EdgesEncoded : CutMethod.Copied, _movie.Frames, ticks, parts);
    }

    public void Video(ReadOnlySpan<byte> unit, long pts)
    {
        if (_copies) _movie.Video(unit, _clock.Of(pts));
    }

    public void Audio(ReadOnlySpan<byte> data, long pts) => _adts.Append(data, pts);

    /// <summary>The runs of each piece. Runs that contribute only audio are added to the adjoining piece.</summary>
    private IEnumerable<IGrouping<int, CutRun>> PiecesTogether()
    {
        var shown = Enumerable.Range(0, _layout.Clips.Count).Where(k => _layout.Clips[k].To > _layout.Clips[k].From).ToList();
        if (shown.Count == 0) throw new SplitException("the section has no frames: every piece of the plan ends at or before its start");
        return _layout.Runs.GroupBy(r => shown.Contains(r.Piece) ? r.Piece : r.Piece < shown[0] ? shown[0] : shown.Last(k => k < r.Piece));
    }

    private void Restart()
    {
        _demuxer.End();
        _adts.Reset();
    }

    private async Task CopyAsync(RunPipe pipe, CutRun run, CancellationToken cancellationToken)
    {
        _copies = run.Use == GroupUse.Copy;
        for (var left = run.Bytes; left > 0;)
        {
            left -= await pipe.TakeAsync(left, bytes => Demultiplex(bytes.Span), cancellationToken);
            await _upload.DrainAsync(cancellationToken);
            if (_front is { Edge.Frames: { IsFaulted: true } failed }) await failed;
        }

        _demuxer.EndFrame();
    }

    private async Task PutAsync(Edge edge, long firstPts)
    {
        _encoded |= edge.Use == GroupUse.Edge;
        _copies = edge.Use == GroupUse.Copy;
        // The section's first GOP is encoded while the rest is copied. It goes into the first part, which is uploaded last.
        if (_encoded && _movie.Frames == 0 && _front is null) _front = (edge, firstPts, _clock);
        else foreach (var (unit, at) in await edge.Frames) _movie.Video(unit, _clock.Of(TsClock.Add(firstPts, at)));
        Demultiplex(edge.Bytes);
        _demuxer.EndFrame();
    }

    private async Task<byte[]> FrontAsync()
    {
        if (_front is not { } front) return [];
        var bytes = new List<byte>();
        var frames = await front.Edge.Frames;
        _movie.Prepend(frames.Select(f => (f.Unit, front.Clock.Of(TsClock.Add(front.FirstPts, f.At)))), b => bytes.AddRange(b));
        return [.. bytes];
    }

    private void Demultiplex(ReadOnlySpan<byte> bytes)
    {
        if (_framer.Pending is > 0 and < TsPacket.Size and var pending)
        {
            var rest = Math.Min(bytes.Length, TsPacket.Size - pending);
            Frame(bytes[..rest]);
            bytes = bytes[rest..];
        }

        // Whole packets can be read in place, without a copy.
        for (; _framer.Pending == 0 && bytes.Length >= TsPacket.Size && bytes[0] == TsPacket.Sync; bytes = bytes[TsPacket.Size..])
            _demuxer.Write(bytes[..TsPacket.Size]);
        if (!bytes.IsEmpty) Frame(bytes);
    }

    private void Frame(ReadOnlySpan<byte> bytes)
    {
        _framer.Append(bytes);
        while (_framer.TryRead(out var packet)) _demuxer.Write(packet);
    }

    private void Sound(AacConfig config, ReadOnlySpan<byte> frame, long pts)
    {
        var time = _clock.Of(pts);
        if (_clock.Hears(time)) _movie.Audio(config, frame, time);
    }
}
