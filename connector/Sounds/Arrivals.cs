using Onair.ConnectorPod.Plans;

namespace Onair.ConnectorPod.Sounds;

/// <summary>
/// When a source's samples arrive at the soonest: the most that was there at any moment of the last seconds, compared with the time. Samples
/// that are late make it no less, and a source whose clock runs differently moves it.
/// </summary>
internal sealed class Arrivals(TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2);

    private readonly long _epoch = time.GetTimestamp();
    private long _values;
    private long? _last;
    private long? _now;
    private long _begun;

    /// <summary>Samples of a channel that have arrived.</summary>
    public long Count => _values / PictureFormat.Channels;

    /// <summary>Samples of a channel in so much time.</summary>
    public static long Samples(TimeSpan length) => length.Ticks * PictureFormat.SampleRate / TimeSpan.TicksPerSecond;

    /// <summary>So many values arrive now.</summary>
    public void Add(int values)
    {
        _values += values;
        Turn();
        var lead = Count - Samples(time.GetElapsedTime(_epoch));
        _now = Math.Max(_now ?? long.MinValue, lead);
    }

    /// <summary>How many samples have arrived at a moment if none is late; null when none arrives any more.</summary>
    /// <param name="at">A timestamp.</param>
    public long? Expected(long at)
    {
        Turn();
        return _now is null && _last is null ? null : Math.Max(_now ?? long.MinValue, _last ?? long.MinValue) + Samples(time.GetElapsedTime(_epoch, at));
    }

    public void Clear() => (_values, _last, _now) = (0, null, null);

    private void Turn()
    {
        if (time.GetElapsedTime(_begun) < Window) return;
        (_last, _now, _begun) = (_now, null, time.GetTimestamp());
    }
}
