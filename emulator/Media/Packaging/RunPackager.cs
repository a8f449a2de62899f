using Onair.Emulator.Media.Ts;

namespace Onair.Emulator.Media.Packaging;

/// <summary>
/// Packages one run for one endpoint: all renditions are cut at the same frames, and the n-th segment is published when
/// the last of them has it. Incomplete segments are never published. Settings may change between two segments.
/// </summary>
internal sealed class RunPackager
{
    private readonly Lock _lock = new();
    private readonly EndpointStore _store;
    private readonly IReadOnlyList<Rendition> _renditions;
    private readonly SegmentPublisher _publisher;
    private readonly RunJoin? _join;
    private readonly int[] _opened;
    private readonly Queue<SegmentPart>[] _finished;
    private readonly List<PackageEndpoint> _planned = [];
    private PackageEndpoint _endpoint;
    private int _assembled;
    private bool _left;

    /// <param name="store">Where segments go.</param>
    /// <param name="publisher">Publishes to it.</param>
    /// <param name="endpoint">The settings to begin with.</param>
    /// <param name="renditions">The ladder.</param>
    /// <param name="joins">The run has begun already.</param>
    public RunPackager(
        EndpointStore store, SegmentPublisher publisher, PackageEndpoint endpoint, IReadOnlyList<Rendition> renditions, bool joins)
    {
        (_store, _publisher, _endpoint, _renditions) = (store, publisher, endpoint, renditions);
        _join = joins ? new RunJoin(renditions.Count) : null;
        _opened = new int[renditions.Count];
        _finished = [.. renditions.Select(_ => new Queue<SegmentPart>())];
        store.CreateRenditions(renditions.Select(r => r.Name));
    }

    public ISegmentSink Sink(int rendition) => new RenditionSink(this, rendition);

    /// <summary>Other settings from the next segment on.</summary>
    public void Change(PackageEndpoint endpoint)
    {
        lock (_lock) _endpoint = endpoint;
    }

    /// <summary>The endpoint was deleted: no file is written after this returns.</summary>
    public void Leave()
    {
        lock (_lock) _left = true;
    }

    /// <summary>Returns when everything that is whole is published.</summary>
    public Task CompleteAsync() => _publisher.CompleteAsync();

    private (double Seconds, FileStream File)? Open(int rendition, long pts)
    {
        lock (_lock)
        {
            if (_left || _join?.Begins(rendition, pts) == false) return null;
            // The first rendition determines the settings of the segment for all of them.
            var index = _opened[rendition]++ - _assembled;
            if (index == _planned.Count) _planned.Add(_endpoint);
            return (SegmentLength.Of(_planned[index].SegmentSeconds, _renditions[0].GopSeconds), File.Create(_store.PartPath(_renditions[rendition].Name), 64 * 1024));
        }
    }

    private void Finish(int rendition, SegmentPart part)
    {
        lock (_lock)
        {
            if (_left) return;
            _finished[rendition].Enqueue(part);
            while (_finished.All(f => f.Count > 0))
            {
                _publisher.Add(new SegmentSet(_planned[0], [.. _finished.Select(f => f.Dequeue())]));
                _planned.RemoveAt(0);
                _assembled++;
            }
        }
    }

    private sealed class RenditionSink(RunPackager packager, int rendition) : ISegmentSink
    {
        private FileStream? _file;

        public double? Open(long pts)
        {
            if (packager.Open(rendition, pts) is not var (seconds, file)) return null;
            _file = file;
            return seconds;
        }

        public void Write(ReadOnlySpan<byte> packet) => _file!.Write(packet);

        public void Close(CutSegment segment)
        {
            _file!.Dispose();
            packager.Finish(rendition, new SegmentPart(_file.Name, segment));
        }
    }
}
