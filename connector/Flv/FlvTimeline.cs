namespace Onair.ConnectorPod.Flv;

/// <summary>Joins the streams of one encoder after another: each begins at zero, the receivers see one that goes on.</summary>
internal sealed class FlvTimeline
{
    private uint _offset;
    private uint _last;
    private bool _begun;

    /// <summary>Another encoder begins.</summary>
    /// <param name="elapsed">How long ago the first one did.</param>
    public void Begin(TimeSpan elapsed)
    {
        // Never back: what the last one had encoded ahead was sent.
        _offset = _begun ? Math.Max(_last + 1, (uint)elapsed.TotalMilliseconds) : 0;
        _begun = true;
    }

    /// <summary>The tag at its place in the joined stream.</summary>
    public FlvTag Place(FlvTag tag)
    {
        var placed = tag with { Timestamp = tag.Timestamp + _offset };
        _last = Math.Max(_last, placed.Timestamp);
        return placed;
    }
}
