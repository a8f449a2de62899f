using Onair.ConnectorPod.Pictures;
using Onair.ConnectorPod.Plans;
using Onair.ConnectorPod.Sounds;

namespace Onair.ConnectorPod.Lanes;

/// <summary>
/// Which frame belongs to a tick, of a source whose frames and samples are counted from the same moment: the n-th frame and the sample at n frame
/// times belong together, whatever decoders, filters and the network hold back on either way. Frames that arrive in pairs, as of 25 a second
/// shown at 30, so come one after the other.
/// </summary>
internal sealed class CountedTurns(PictureFormat format)
{
    // A change that nobody notices is not worth the silence, or the lost samples, of a correction.
    private static readonly long Noticed = Arrivals.Samples(TimeSpan.FromMilliseconds(10));

    private static readonly long Reserve = Arrivals.Samples(SoundTrack.Reserve);

    private readonly double _frame = (double)PictureFormat.SampleRate / format.FrameRate;
    private double? _delay;

    /// <summary>The index of the frame; null before one has arrived. Delays the sound if the picture arrives later.</summary>
    /// <param name="due">When the tick is due, as a timestamp.</param>
    /// <param name="picture">What has arrived.</param>
    /// <param name="sound">What has arrived; nothing, of a source without sound.</param>
    public long? Turn(long due, PictureTrack picture, SoundTrack sound)
    {
        if (picture.Expected(due) is not { } frames) return null;
        if (sound.Expected(due) is not { } samples) return Nearest(frames - Reserve);
        var delay = Delay(samples - Reserve, Math.Max(0, samples - frames));
        if (delay != _delay) sound.Delay = TimeSpan.FromSeconds(delay / PictureFormat.SampleRate);
        _delay = delay;
        return Nearest(samples - Reserve - delay);
    }

    public void Clear() => _delay = null;

    /// <summary>At least as much as the picture needs, and so much that a tick's samples begin where a frame begins.</summary>
    private double Delay(double position, double least)
    {
        if (_delay is { } delay && delay >= least && delay < least + _frame + (2 * Noticed))
        {
            var off = Math.IEEERemainder(position - delay, _frame);
            if (Math.Abs(off) < Noticed) return delay;
            if (delay + off >= least) return delay + off;
        }

        var enough = least + Noticed;
        var begun = (position - enough) % _frame;
        return enough + (begun < 0 ? begun + _frame : begun);
    }

    private long Nearest(double position) => (long)Math.Round(position / _frame);
}
