using Onair.Recordings.Ts;

namespace Onair.Emulator.Media.Packaging;

/// <summary>
/// Where an endpoint joins a run in progress: renditions arrive at different times, so it begins after the last key frame that
/// any of them had reached when all had arrived. Must be called under a lock.
/// </summary>
internal sealed class RunJoin(int renditions)
{
    private readonly long?[] _latest = new long?[renditions];
    private long? _after;

    /// <summary>Whether segments of a rendition begin at this key frame.</summary>
    public bool Begins(int rendition, long pts)
    {
        if (_after is { } after) return TsClock.Difference(pts, after) > 0;
        _latest[rendition] = pts;
        if (_latest.All(l => l is not null)) _after = _latest.Aggregate((a, b) => TsClock.Difference(a!.Value, b!.Value) > 0 ? a : b);
        return false;
    }
}
