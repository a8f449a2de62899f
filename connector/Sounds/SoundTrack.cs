using System.Runtime.InteropServices;
using Onair.ConnectorPod.Plans;

namespace Onair.ConnectorPod.Sounds;

/// <summary>
/// The captured sound of a source. It holds back as much as was decided, so that what arrives late is still in time and the sound matches the
/// picture, and gives every tick exactly its samples.
/// </summary>
/// <remarks>
/// What counts is when samples arrive at the soonest (<see cref="Arrivals"/>) and when a tick is due: neither late samples nor a late tick move
/// the sound. What is missing becomes silence, and what arrives after its tick is dropped.
/// </remarks>
internal sealed class SoundTrack(TimeProvider time)
{
    /// <summary>What is held back without any correction: captures give fragments of 20 ms, which are late on a busy machine.</summary>
    public static readonly TimeSpan Reserve = TimeSpan.FromMilliseconds(80);

    // A deviation that nobody hears or sees.
    private static readonly long Tolerance = Arrivals.Samples(TimeSpan.FromMilliseconds(10));

    private readonly Lock _gate = new();
    private readonly SampleRing _ring = new(2 * PictureFormat.SampleRate * PictureFormat.Channels);
    private readonly Arrivals _arrivals = new(time);
    private readonly Loudness _loudness = new();
    private long _held = Arrivals.Samples(Reserve);
    private bool _waits = true;
    private byte? _half;
    private long _heardAt;

    /// <summary>Samples of a channel that have arrived.</summary>
    public long Arrived
    {
        get
        {
            lock (_gate) return _arrivals.Count;
        }
    }

    /// <summary>How long nothing was heard; zero before the first sample arrived.</summary>
    public TimeSpan SilentFor
    {
        get
        {
            lock (_gate) return _heardAt == 0 ? TimeSpan.Zero : time.GetElapsedTime(_heardAt);
        }
    }

    /// <summary>How many samples of a channel have arrived at a moment if none is late; null when none arrives any more.</summary>
    /// <param name="at">A timestamp.</param>
    public long? Expected(long at)
    {
        lock (_gate) return _arrivals.Expected(at);
    }

    /// <summary>By how much the sound is delayed besides the reserve.</summary>
    public TimeSpan Delay
    {
        set
        {
            lock (_gate) (_held, _waits) = (Arrivals.Samples(Reserve + value), true);
        }
    }

    /// <summary>Gives captured samples: 16-bit little endian, interleaved; a value may be cut in two.</summary>
    public void Put(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (_half is { } low && bytes.Length > 0)
            {
                Put([(short)(low | (bytes[0] << 8))]);
                bytes = bytes[1..];
                _half = null;
            }

            if (bytes.Length % 2 != 0)
            {
                _half = bytes[^1];
                bytes = bytes[..^1];
            }

            Put(MemoryMarshal.Cast<byte, short>(bytes));
        }
    }

    /// <summary>Takes the samples of a tick; silence where there are none.</summary>
    /// <param name="destination">Filled.</param>
    /// <param name="due">When the tick is due, as a timestamp.</param>
    public void Take(Span<short> destination, long due)
    {
        lock (_gate)
        {
            destination.Clear();
            if (_arrivals.Expected(due) is not { } expected) return;
            var ahead = _arrivals.Count - (_ring.Count / PictureFormat.Channels) - (expected - _held);
            // Exactly where it begins, roughly where it goes on.
            if (ahead < (_waits ? 0 : -Tolerance)) _ring.Drop((int)-ahead * PictureFormat.Channels);
            if (ahead > Tolerance) _waits = true;
            var silent = _waits ? (int)Math.Clamp(ahead * PictureFormat.Channels, 0, destination.Length) : 0;
            if (silent < destination.Length) _waits = false;
            _ring.Read(destination[silent..]);
        }
    }

    /// <summary>Forgets what has arrived: the source starts again.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _ring.Clear();
            _arrivals.Clear();
            (_waits, _half, _heardAt) = (true, null, 0);
        }
    }

    private void Put(ReadOnlySpan<short> samples)
    {
        _ring.Write(samples);
        _arrivals.Add(samples.Length);
        if (_heardAt == 0 || _loudness.IsHeard(samples)) _heardAt = time.GetTimestamp();
    }
}
