using System.Text.Json;
using Onair.Emulator.Media.Encryption;

namespace Onair.Emulator.Media.Packaging;

/// <summary>
/// The segments of one origin endpoint: a directory with a sub-directory per rendition, a log of what is published and
/// a description of the ladder. Everything in memory can be read from there again.
/// </summary>
internal sealed class EndpointStore : IDisposable
{
    private readonly Lock _lock = new();
    private readonly string _directory;
    private readonly SegmentLog _log;
    private readonly List<Segment> _segments = [];
    private Segment? _last;
    private bool _withheld;

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

    /// <summary>Whether nothing is added any more.</summary>
    public bool Ended { get; private set; }

    /// <summary>Null until the first segment of a first run is published.</summary>
    public EndpointState? State { get; private set; }

    public string SegmentPath(string rendition, long sequence) => Path.Combine(_directory, rendition, $"{sequence}.ts");

    /// <summary>A published segment's file; null when it does not exist or has expired.</summary>
    public FileInfo? FindFile(string rendition, long sequence)
    {
        lock (_lock)
        {
            var index = SegmentWindow.IndexOf(_segments, sequence);
            var variant = State?.Variants.FirstOrDefault(v => v.Name == rendition);
            return index < 0 || variant is null ? null : new FileInfo(SegmentPath(variant.Name, _segments[index].Sequence));
        }
    }

    public string PartPath(string rendition) => Path.Combine(_directory, rendition, $"{Guid.NewGuid():N}.part");

    public void CreateRenditions(IEnumerable<string> renditions)
    {
        foreach (var rendition in renditions) Directory.CreateDirectory(Path.Combine(_directory, rendition));
    }

    /// <summary>Sets the ladder of the next segments. Segments of another ladder are deleted: no playlist could list both.</summary>
    public void Describe(EndpointState state)
    {
        lock (_lock)
        {
            var sameLadder = State is not null && State.Variants.Select(v => v.Name).SequenceEqual(state.Variants.Select(v => v.Name));
            if (State is not null && !sameLadder) Remove(_segments.Count);
            Save(state);
        }
    }

    /// <summary>Changes windows and names of the stored segments; <see cref="Describe"/> sets the ladder.</summary>
    public void Configure(PackageEndpoint endpoint)
    {
        lock (_lock)
        {
            if (State is not null) Save(State with { Endpoint = endpoint });
        }
    }

    /// <summary>The start of a segment: not before its predecessor's end if clocks disagree, in whole milliseconds as in playlists.</summary>
    public DateTimeOffset Place(DateTimeOffset start)
    {
        lock (_lock)
        {
            if (_last is not null && start < _last.End) start = _last.End;
            return DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Round((start - DateTimeOffset.UnixEpoch).TotalMilliseconds));
        }
    }

    /// <summary>No key was ever received: nothing is served until one is, as in MediaPackage.</summary>
    public void Withhold()
    {
        lock (_lock) _withheld = _last?.Key is null;
    }

    /// <summary>Publishes finished parts, one per rendition in the order of the ladder.</summary>
    /// <param name="parts">Where they lie.</param>
    /// <param name="start">See <see cref="Place"/>.</param>
    /// <param name="ticks">Duration in 90-kHz units.</param>
    /// <param name="beginsRun">It does not follow its predecessor without a break.</param>
    /// <param name="key">Null when it is to be in the clear.</param>
    public void Publish(IReadOnlyList<string> parts, DateTimeOffset start, long ticks, bool beginsRun, ContentKey? key)
    {
        lock (_lock)
        {
            var discontinuity = (_last?.Discontinuity ?? 0) + (beginsRun && _last is not null ? 1 : 0);
            var sequence = (_last?.Sequence ?? -1) + 1;
            var bytes = parts.Select(p => key is null ? new FileInfo(p).Length : SegmentCipher.Encrypt(p, key, sequence)).ToArray();
            var segment = new Segment(sequence, discontinuity, start, ticks, bytes, key?.Tag);
            for (var index = 0; index < parts.Count; index++)
                File.Move(parts[index], SegmentPath(State!.Variants[index].Name, sequence), overwrite: true);
            _log.Append(segment);
            _segments.Add(segment);
            (_last, _withheld) = (segment, false);
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

    /// <summary>From now on playlists say that nothing follows.</summary>
    public void End() => Ended = true;

    /// <summary>All stored segments from one on.</summary>
    public IReadOnlyList<Segment> From(long sequence)
    {
        lock (_lock) return [.. _segments.Where(s => s.Sequence >= sequence)];
    }

    /// <summary>The live playlist's segments.</summary>
    public IReadOnlyList<Segment> Live()
    {
        lock (_lock)
        {
            if (State is null || _withheld) return [];
            return _segments[SegmentWindow.LiveFrom(_segments, TimeSpan.FromSeconds(State.Endpoint.PlaylistWindowSeconds))..];
        }
    }

    public (IReadOnlyList<Segment> Segments, bool Ended) Range(TimeShift shift)
    {
        lock (_lock) return SegmentWindow.Range(_withheld ? [] : _segments, shift);
    }

    public void Dispose() => _log.Dispose();

    private string StatePath => Path.Combine(_directory, "endpoint.json");

    private void Save(EndpointState state)
    {
        File.WriteAllText(StatePath + ".new", JsonSerializer.Serialize(state, PackagingJson.Default.EndpointState));
        File.Move(StatePath + ".new", StatePath, overwrite: true);
        State = state;
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
