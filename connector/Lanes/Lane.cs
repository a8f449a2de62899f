using Onair.ConnectorPod.Calibrating;
using Onair.ConnectorPod.Pictures;
using Onair.ConnectorPod.Plans;
using Onair.ConnectorPod.Sounds;

namespace Onair.ConnectorPod.Lanes;

/// <summary>
/// What a source has captured, between its captures and the clock. Every lane is read at every tick, also while it is not shown: so it is
/// ready to be shown at any tick.
/// </summary>
internal sealed class Lane(PictureFormat format, FramePool pool, TimeProvider time) : IDisposable
{
    private readonly CountedTurns _counted = new(format);

    public PictureFormat Format { get; } = format;

    public FramePool Pool { get; } = pool;

    public PictureTrack Picture { get; } = new(format, time);

    public SoundTrack Sound { get; } = new(time);

    /// <summary>Replaces the sound; null for none.</summary>
    public Tone? Tone { get; set; }

    /// <summary>Sees what a tick takes while the offset is measured; null otherwise.</summary>
    public CalibrationTap? Tap { get; set; }

    /// <summary>Takes the frame and the samples of a tick; the caller releases the frame.</summary>
    /// <param name="samples">Filled, with silence if need be.</param>
    /// <param name="due">When the tick is due, as a timestamp.</param>
    /// <param name="isNew">Whether the frame is new.</param>
    public Frame? Take(Span<short> samples, long due, out bool isNew)
    {
        var turn = Picture.Counted ? _counted.Turn(due, Picture, Sound) : null;
        Sound.Take(samples, due);
        Tone?.Write(samples);
        var frame = turn is { } index ? Picture.TakeAt(index, out isNew) : Picture.Take(out isNew);
        Tap?.Add(frame is null ? [] : frame.Bytes.AsSpan(0, Format.LumaBytes), samples);
        return frame;
    }

    /// <summary>
    /// The source's frames and samples are counted from the same moment, so that what belongs together is known. Lasts until <see cref="Clear"/>.
    /// </summary>
    public void Count() => Picture.Counted = true;

    /// <summary>Delays what is early, so that picture and sound match.</summary>
    /// <param name="seconds">By how much the sound has to be delayed; the picture is, by whole ticks, if it is negative.</param>
    public void Match(double seconds)
    {
        var (ticks, sound) = OffsetSplit.Of(seconds, Format.FrameRate);
        Picture.Delay = ticks;
        Sound.Delay = sound;
    }

    /// <summary>Forgets everything: the source starts again.</summary>
    public void Clear()
    {
        Picture.Clear();
        Sound.Clear();
        _counted.Clear();
        Tone = null;
        Tap = null;
    }

    public void Dispose() => Picture.Dispose();
}
