using Onair.Emulator.Media.Packaging;
using Onair.Emulator.Media.Ts;

namespace Onair.Emulator.Media.Pipelines;

/// <summary>
/// Where one run's renditions go: the recordings and the endpoints of the package channel, which may come, change and go
/// while it lasts. Each rendition is written by one thread.
/// </summary>
internal sealed class RunOutputs
{
    private readonly Lock _lock = new();
    private readonly ChannelServices _services;
    private readonly IReadOnlyList<Rendition> _renditions;
    private readonly RunClock _clock;
    private readonly TsSegmenter _start;
    private IReadOnlyList<(ISegmentSink Sink, TsSegmenter Segmenter)> _recorded = [];
    private readonly Dictionary<string, (RunPackager Packager, TsSegmenter[] Segmenters)> _endpoints = new(StringComparer.Ordinal);
    private readonly TsSegmenter[][] _segmenters;

    /// <param name="services">What channels share.</param>
    /// <param name="renditions">The ladder.</param>
    /// <param name="clock">Of the run.</param>
    /// <param name="package">The endpoints to begin with.</param>
    /// <param name="archives">Copies of the highest rendition.</param>
    public RunOutputs(
        ChannelServices services, IReadOnlyList<Rendition> renditions, RunClock clock, PackagePlan? package, IEnumerable<ISegmentSink> archives)
    {
        (_services, _renditions, _clock) = (services, renditions, clock);
        _start = new TsSegmenter(new RunStart(clock));
        _segmenters = [.. renditions.Select(_ => Array.Empty<TsSegmenter>())];
        Apply(package, joins: false);
        Record(archives);
    }

    /// <summary>The endpoints from the next segment on.</summary>
    public void Apply(PackagePlan package) => Apply(package, joins: true);

    /// <summary>The recordings from now on. One that is new begins at the next key frame.</summary>
    public void Record(IEnumerable<ISegmentSink> archives)
    {
        lock (_lock)
        {
            var known = _recorded;
            _recorded = [.. archives.Select(a => (a, known.FirstOrDefault(k => k.Sink == a).Segmenter ?? new TsSegmenter(a)))];
            Route();
        }
    }

    public void Write(int rendition, ReadOnlySpan<byte> packet)
    {
        if (rendition == 0 && !_clock.HasBegun) _start.Write(packet);
        foreach (var segmenter in Volatile.Read(ref _segmenters[rendition])) segmenter.Write(packet);
    }

    /// <summary>A rendition has ended: its last segments are whole.</summary>
    public void End(int rendition)
    {
        foreach (var segmenter in Volatile.Read(ref _segmenters[rendition])) segmenter.Complete();
    }

    /// <summary>Returns when all whole segments are published.</summary>
    public Task CompleteAsync()
    {
        lock (_lock) return Task.WhenAll(_endpoints.Values.Select(e => e.Packager.CompleteAsync()));
    }

    private void Apply(PackagePlan? package, bool joins)
    {
        lock (_lock)
        {
            var wanted = package?.Endpoints ?? [];
            foreach (var (token, gone) in _endpoints.Where(e => wanted.All(w => w.EndpointToken != e.Key)).ToList())
            {
                gone.Packager.Leave();
                _ = gone.Packager.CompleteAsync();
                _endpoints.Remove(token);
            }

            foreach (var endpoint in wanted)
            {
                if (_endpoints.TryGetValue(endpoint.EndpointToken, out var known)) known.Packager.Change(endpoint);
                else _endpoints[endpoint.EndpointToken] = Open(endpoint, joins);
            }

            Route();
        }
    }

    private void Route()
    {
        for (var rendition = 0; rendition < _segmenters.Length; rendition++)
        {
            var published = _endpoints.Values.Select(e => e.Segmenters[rendition]);
            Volatile.Write(ref _segmenters[rendition], [.. published, .. rendition == 0 ? _recorded.Select(r => r.Segmenter) : []]);
        }
    }

    private (RunPackager Packager, TsSegmenter[] Segmenters) Open(PackageEndpoint endpoint, bool joins)
    {
        var store = _services.Origin.Open(endpoint.EndpointToken);
        var publisher = new SegmentPublisher(store, _renditions, _clock, _services.Keys, _services.Log);
        var packager = new RunPackager(store, publisher, endpoint, _renditions, joins);
        return (packager, [.. _renditions.Select((_, rendition) => new TsSegmenter(packager.Sink(rendition)))]);
    }

    /// <summary>Notes where the run begins; takes no segment.</summary>
    private sealed class RunStart(RunClock clock) : ISegmentSink
    {
        public double? Open(long pts)
        {
            clock.Begin(pts);
            return null;
        }

        public void Write(ReadOnlySpan<byte> packet) => throw new InvalidOperationException();

        public void Close(CutSegment segment) => throw new InvalidOperationException();
    }
}
