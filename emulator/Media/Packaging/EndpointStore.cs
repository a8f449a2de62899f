using System.Text.Json;

namespace Onair.Emulator.Media.Packaging;

/// <summary>
/// The segments of one origin endpoint: a directory with a sub-directory per rendition, a log of what is published and
/// a description of the ladder. Everything in memory can be read from there again.
/// </summary>
public sealed class EndpointStore : IDisposable
{
    private readonly Lock _lock = new();
    private readonly string _directory;
    private readonly SegmentLog _log;
    private readonly List<Segment> _segments = [];
    private Segment? _last;

    /// <summary>Opens an endpoint's directory, new or left by an earlier run.</summary>
    public EndpointStore(string directory)
    {
        _directory = directory;
        Directory.CreateDirectory(directory);
        _log = new SegmentLog(Path.Combine(directory, "segments.jsonl"));
        if (File.Exists(StatePath)) State = JsonSerializer.Deserialize(File.ReadAllText(StatePath), PackagingJson.Default.EndpointState);
        _segments.AddRange(_log.Read());
        _last = _segments.LastOrDefault();
        if (State is null) _segments.Clear();
        else _segments.RemoveAll(s => s.Bytes.Count != State.Variants.Count || !State.Variants.All(v => File.Exists(SegmentPath(v.Name, s.Sequence))));
        foreach (var left in Directory.EnumerateFiles(directory, "*.part", SearchOption.AllDirectories)) File.Delete(left);
        _log.Rewrite(_last is null || _segments.Contains(_last) ? _segments : [.. _segments, _last]);
    }

    /// <summary>Null until the first segment of a first run is published.</summary>
    public EndpointState? State { get; private set; }

    public string SegmentPath(string rendition, long sequence) => Path.Combine(_directory, rendition, $"{sequence}.ts");

    /// <summary>A published segment's file; null when there is none, or none any more.</summary>
    public FileInfo? FindFile(string rendition, long sequence)
    {
        lock (_lock)
        {
            var index = IndexOf(sequence);
            var variant = State?.Variants.FirstOrDefault(v => v.Name == rendition);
            return index < 0 || variant is null ? null : new FileInfo(SegmentPath(variant.Name, _segments[index].Sequence));
        }
    }

    public string PartPath(string rendition) => Path.Combine(_directory, rendition, $"{Guid.NewGuid():N}.part");

    public void CreateRenditions(IEnumerable<string> renditions)
    {
        foreach (var rendition in renditions) Directory.CreateDirectory(Path.Combine(_directory, rendition));
    }

    /// <summary>Tells the ladder of the segments to come. Segments of another ladder go: no playlist could list both.</summary>
    public void Describe(EndpointState state)
    {
        lock (_lock)
        {
            var sameLadder = State is not null && State.Variants.Select(v => v.Name).SequenceEqual(state.Variants.Select(v => v.Name));
            if (State is not null && !sameLadder) Remove(_segments.Count);
            File.WriteAllText(StatePath + ".new", JsonSerializer.Serialize(state, PackagingJson.Default.EndpointState));
            File.Move(StatePath + ".new", StatePath, overwrite: true);
            State = state;
        }
    }

    /// <summary>Publishes finished parts, one per rendition in the order of the ladder.</summary>
    /// <param name="start">When its first frame was on air; moved behind the predecessor's end if clocks disagree.</param>
    public void Publish(IReadOnlyList<string> parts, DateTimeOffset start, long ticks, bool beginsRun, IReadOnlyList<long> bytes)
    {
        lock (_lock)
        {
            var discontinuity = (_last?.Discontinuity ?? 0) + (beginsRun && _last is not null ? 1 : 0);
            if (_last is not null && start < _last.End) start = _last.End;
            start = DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round((start - DateTimeOffset.UnixEpoch).TotalMilliseconds)); // as playlists tell it
            var segment = new Segment((_last?.Sequence ?? -1) + 1, discontinuity, start, ticks, bytes);
            for (var index = 0; index < parts.Count; index++)
                File.Move(parts[index], SegmentPath(State!.Variants[index].Name, segment.Sequence), overwrite: true);
            _log.Append(segment);
            _segments.Add(segment);
            _last = segment;
        }
    }

    /// <summary>Deletes what is beyond the startover window.</summary>
    public void Trim(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (State is null) return;
            Remove(SegmentWindow.Expired(_segments, State.Endpoint, now));
            if (_log.Lines > (2 * _segments.Count) + 100) _log.Rewrite(_segments.Count > 0 ? _segments : [_last!]);
        }
    }

    /// <summary>The live playlist's segments.</summary>
    public IReadOnlyList<Segment> Live()
    {
        lock (_lock)
        {
            if (State is null) return [];
            return _segments[SegmentWindow.LiveFrom(_segments, TimeSpan.FromSeconds(State.Endpoint.PlaylistWindowSeconds))..];
        }
    }

    public (IReadOnlyList<Segment> Segments, bool Ended) Range(TimeShift shift)
    {
        lock (_lock) return SegmentWindow.Range(_segments, shift);
    }

    public void Dispose() => _log.Dispose();

    private string StatePath => Path.Combine(_directory, "endpoint.json");

    private int IndexOf(long sequence)
    {
        for (int low = 0, high = _segments.Count - 1; low <= high;)
        {
            var middle = (low + high) / 2;
            if (_segments[middle].Sequence == sequence) return middle;
            if (_segments[middle].Sequence < sequence) low = middle + 1;
            else high = middle - 1;
        }

        return -1;
    }

    private void Remove(int count)
    {
        foreach (var segment in _segments[..count])
        {
            foreach (var variant in State!.Variants) File.Delete(SegmentPath(variant.Name, segment.Sequence));
        }

        _segments.RemoveRange(0, count);
    }
}
