using Onair.Recordings.Ts;

namespace Onair.Recordings.Index;

/// <summary>Times of frames relative to the first one, in any order and across a wrap of the clock.</summary>
internal sealed class FrameTimes
{
    private const long DefaultFrame = 3_000;

    private long _previousPts = -1;
    private long _previous;
    private long _last;
    private long _lastButOne = -1;

    /// <summary>The first time stamp.</summary>
    public long First { get; private set; }

    /// <summary>Where the last frame in presentation order ends, assuming the duration of the previous one.</summary>
    public long End => _last + (_lastButOne < 0 ? DefaultFrame : _last - _lastButOne);

    /// <summary>Adds a time stamp; returns its distance from the first.</summary>
    public long Add(long pts)
    {
        if (_previousPts < 0) First = pts;
        else _previous += TsClock.Difference(pts, _previousPts);
        if (_previousPts < 0 || _previous > _last) (_lastButOne, _last) = (_previousPts < 0 ? -1 : _last, _previous);
        else if (_previous < _last && _previous > _lastButOne) _lastButOne = _previous;
        _previousPts = pts;
        return _previous;
    }
}
