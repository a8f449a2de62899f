using Onair.Emulator.Media.Pipelines;
using Onair.Emulator.Media.Ts;

namespace Onair.Emulator.Media.Packaging;

/// <summary>
/// Publishes the segments of one run to one endpoint: the n-th segment appears in all renditions at once, when the last
/// of them has it. What an encoder left incomplete is never published.
/// </summary>
public sealed class RunPackager
{
    private readonly Lock _lock = new();
    private readonly EndpointStore _store;
    private readonly PackageEndpoint _endpoint;
    private readonly IReadOnlyList<Rendition> _renditions;
    private readonly RunClock _clock;
    private readonly List<Finished>[] _finished;
    private int _published;
    private long _firstPts;

    public RunPackager(EndpointStore store, PackageEndpoint endpoint, IReadOnlyList<Rendition> renditions, RunClock clock)
    {
        (_store, _endpoint, _renditions, _clock) = (store, endpoint, renditions, clock);
        _finished = [.. renditions.Select(_ => new List<Finished>())];
        store.CreateRenditions(renditions.Select(r => r.Name));
    }

    public ISegmentSink Sink(int rendition) => new RenditionSink(this, rendition);

    private void Finish(int rendition, Finished finished)
    {
        lock (_lock)
        {
            _finished[rendition].Add(finished);
            while (_finished.All(f => f.Count > 0))
            {
                Publish([.. _finished.Select(f => f[0])]);
                foreach (var list in _finished) list.RemoveAt(0);
            }
        }
    }

    private void Publish(IReadOnlyList<Finished> parts)
    {
        var first = parts[0].Segment;
        if (_published == 0)
        {
            _firstPts = first.FirstPts;
            _store.Describe(new EndpointState(_endpoint, TargetDuration(), [.. _renditions.Select((r, i) => Describe(r, parts[i].Segment))]));
        }

        var offset = TimeSpan.FromTicks(TsClock.Difference(first.FirstPts, _firstPts) * 1_000 / 9);
        _store.Publish(
            [.. parts.Select(p => p.Path)], _clock.FirstFrameAt + offset, first.Ticks, _published == 0, [.. parts.Select(p => p.Segment.Bytes)]);
        _published++;
    }

    private int TargetDuration()
    {
        var gop = _renditions[0].GopSeconds;
        return (int)Math.Ceiling((Math.Ceiling((_endpoint.SegmentSeconds / gop) - 0.01) * gop) - 0.01);
    }

    private static Variant Describe(Rendition rendition, CutSegment segment)
    {
        var audio = segment.Tables.AudioPid < 0 ? 0 : rendition.AudioBitrate;
        var video = segment.Video?.Codec ?? "avc1.4D4028";
        return new Variant(
            rendition.Name, rendition.Width, rendition.Height,
            (double)rendition.FrameRateNumerator / rendition.FrameRateDenominator,
            audio == 0 ? video : $"{video},mp4a.40.2",
            (int)(rendition.VideoBitrate * 1.1) + audio, rendition.VideoBitrate + audio);
    }

    private sealed record Finished(string Path, CutSegment Segment);

    private sealed class RenditionSink(RunPackager packager, int rendition) : ISegmentSink
    {
        private FileStream? _file;

        public void Open() => _file = File.Create(packager._store.PartPath(packager._renditions[rendition].Name), 64 * 1024);

        public void Write(ReadOnlySpan<byte> packet) => _file!.Write(packet);

        public void Close(CutSegment segment)
        {
            _file!.Dispose();
            packager.Finish(rendition, new Finished(_file.Name, segment));
        }
    }
}
