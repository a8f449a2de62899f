using System.Globalization;
using Onair.Recordings.Aac;
using Onair.Recordings.Cutting;
using Onair.Recordings.Mp4;
using Onair.Recordings.Ts;
using Onair.Splitter.Ffmpeg;
using Onair.Splitter.Storage;

namespace Onair.Splitter.Cuts;

/// <summary>Makes the section by re-encoding all of it, for recordings that cannot be copied.</summary>
internal sealed class EncodeCut : IElementaryStreams
{
    private const double KeySeconds = 2;

    private readonly CutPlan _plan;
    private readonly CutLayout _layout;
    private readonly PartUploader _upload;
    private readonly SeparateTimes _times;
    private readonly TsFramer _framer = new();
    private readonly ProgramTables _tables = new();
    private readonly TsDemuxer _demuxer;
    private readonly AdtsReader _adts;
    private readonly Queue<(AacConfig Config, byte[] Frame, long Time)> _early = [];
    private MovieWriter? _movie;

    public EncodeCut(CutPlan plan, CutLayout layout, PartUploader upload)
    {
        (_plan, _layout, _upload, _times) = (plan, layout, upload, SeparateTimes.Of(plan, layout));
        _demuxer = new TsDemuxer(this);
        _adts = new AdtsReader(Sound);
    }

    public async Task<CutMovie> RunAsync(ArchiveReader archive, CancellationToken cancellationToken)
    {
        await using var pipe = new RunPipe(archive, _plan, _layout.Runs, cancellationToken);
        await FfmpegProcess.RunAsync(
            Arguments(),
            (write, token) => FeedAsync(pipe, write, token),
            async (output, token) =>
            {
                Take(output.Span);
                await _upload.DrainAsync(token);
            },
            cancellationToken);
        _demuxer.End();
        if (_movie is null) throw new SplitException("the encoder produced no frames");
        var (head, ticks) = _movie.Complete(null);
        var parts = await _upload.CompleteAsync([head], cancellationToken);
        return new(CutMethod.Encoded, _movie.Frames, ticks, parts);
    }

    public void Video(ReadOnlySpan<byte> unit, long pts)
    {
        if (_times.SectionTime(pts, CutLayout.Tolerance) is not { } time) return;
        _movie ??= new MovieWriter(ParameterSets.Of(unit), _upload.Write);
        while (_early.TryDequeue(out var audio)) _movie.Audio(audio.Config, audio.Frame, audio.Time);
        _movie.Video(unit, time);
    }

    public void Audio(ReadOnlySpan<byte> data, long pts) => _adts.Append(data, pts);

    private void Sound(AacConfig config, ReadOnlySpan<byte> frame, long pts)
    {
        // Two frames of audio: one that overlaps the start of the piece, and one needed to decode it.
        if (_times.SectionTime(pts, TsClock.Rate / 10) is not { } time) return;
        if (_movie is not null) _movie.Audio(config, frame, time);
        else _early.Enqueue((config, frame.ToArray(), time));
    }

    private IEnumerable<string> Arguments()
    {
        var index = _plan.Pieces[0].Index;
        var group = Math.Max(1, (int)Math.Round(KeySeconds * TsClock.Rate * index.Gops.Sum(g => g.Frames) / Math.Max(1, index.EndOf(index.Gops.Count - 1) - index.Gops[0].At)));
        var shown = string.Join('+', _times.Windows.Where(w => w.To > w.From).Select(w =>
            string.Create(CultureInfo.InvariantCulture, $"between(pts\\,{w.From - CutLayout.Tolerance}\\,{w.To - CutLayout.Tolerance - 1})")));
        return
        [
            "-copyts", "-threads", "2", "-f", "mpegts", "-probesize", "5000000", "-i", "pipe:0",
            "-map", "0:v:0", "-map", "0:a:0?", "-filter_threads", "1", "-vf", $"select={shown},format=yuv420p", "-fps_mode", "passthrough", "-enc_time_base", "1:90000",
            "-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-threads", "2", "-g", group.ToString(CultureInfo.InvariantCulture),
            "-c:a", "aac", "-b:a", "160k", "-af", "aresample=async=1:min_hard_comp=0.005",
            "-f", "mpegts", "-mpegts_copyts", "1", "-avoid_negative_ts", "disabled", "pipe:1",
        ];
    }

    private async Task FeedAsync(RunPipe pipe, PipeWrite write, CancellationToken cancellationToken)
    {
        var heard = _plan.Pieces.FirstOrDefault(p => p.Index.AudioPid >= 0) ?? _plan.Pieces[0];
        var rewriter = new TsRewriter(heard.Index.VideoPid, heard.Index.AudioPid);
        var output = new byte[4 << 20];
        var framer = new TsFramer();
        foreach (var run in _layout.Runs)
        {
            var index = _plan.Pieces[run.Piece].Index;
            var audioPid = index.AudioType == heard.Index.AudioType ? index.AudioPid : -1;
            var length = Tables(heard.Index.Tables, rewriter, output);
            for (var left = run.Bytes; left > 0;)
            {
                left -= await pipe.TakeAsync(left, bytes => framer.Append(bytes.Span), cancellationToken);
                while (framer.TryRead(out var packet))
                {
                    if (!rewriter.Rewrite(packet, index.VideoPid, audioPid, _times.Windows[run.Piece].Offset)) continue;
                    if (length + packet.Length > output.Length) Array.Resize(ref output, output.Length * 2);
                    packet.CopyTo(output.AsSpan(length));
                    length += packet.Length;
                }

                await write(output.AsMemory(0, length), cancellationToken);
                length = 0;
            }
        }
    }

    private static int Tables(byte[] tables, TsRewriter rewriter, byte[] output)
    {
        tables.CopyTo(output, 0);
        for (var at = 0; at < tables.Length; at += TsPacket.Size) rewriter.Table(output.AsSpan(at, TsPacket.Size));
        return tables.Length;
    }

    private void Take(ReadOnlySpan<byte> bytes)
    {
        _framer.Append(bytes);
        while (_framer.TryRead(out var packet))
        {
            if (_tables.Observe(packet)) _demuxer.Select(_tables.Map?.VideoPid ?? -1, _tables.Map?.AudioPid ?? -1);
            else _demuxer.Write(packet);
        }
    }
}
