using Onair.ConnectorPod.Plans;
using Onair.ConnectorPod.Sounds;

namespace Onair.ConnectorPod.Pictures;

/// <summary>
/// The captured frames of a source, and whether they move. The newest is shown; of a source whose frames are counted, the one whose turn it is.
/// </summary>
internal sealed class PictureTrack(PictureFormat format, TimeProvider time) : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Queue<Frame> _delayed = [];
    private readonly Queue<Frame> _waiting = [];
    private readonly Arrivals _arrivals = new(time);
    private Frame? _newest;
    private Frame? _shown;
    private bool _taken = true;
    private bool _counted;
    private long _count;
    private int _delay;
    private long _changedAt;
    private bool _blank = true;

    /// <summary>Frames that were captured.</summary>
    public long Captured { get; private set; }

    /// <summary>Whether frames wait for their turn (<see cref="TakeAt"/>). Lasts until <see cref="Clear"/>.</summary>
    public bool Counted
    {
        get
        {
            lock (_gate) return _counted;
        }

        set
        {
            lock (_gate) _counted = value;
        }
    }

    /// <summary>Frames that a newer one replaced before a tick took them.</summary>
    public long Replaced { get; private set; }

    /// <summary>By how many ticks the picture is delayed to match a late sound.</summary>
    public int Delay
    {
        set
        {
            lock (_gate) _delay = value;
        }
    }

    /// <summary>Whether there is a picture that is not of one color.</summary>
    public bool IsDrawn
    {
        get
        {
            lock (_gate) return _newest is not null && !_blank;
        }
    }

    /// <summary>How long the picture has not changed; since the first frame at most, zero without one.</summary>
    public TimeSpan StillFor
    {
        get
        {
            lock (_gate) return _changedAt == 0 ? TimeSpan.Zero : time.GetElapsedTime(_changedAt);
        }
    }

    /// <summary>Gives a captured frame, which belongs to the track from now on.</summary>
    public void Put(Frame frame)
    {
        // Only the capture replaces the newest frame, so that it may be looked at outside of the lock.
        var changed = _newest is not { } last || !last.Bytes.AsSpan().SequenceEqual(frame.Bytes);
        var blank = changed ? Blankness.IsBlank(frame.Bytes.AsSpan(0, frame.Bytes.Length * 2 / 3)) : _blank;
        lock (_gate)
        {
            Captured++;
            _arrivals.Add(format.SamplesOf(_count++) * PictureFormat.Channels);
            if (_counted) Wait(frame.Share());
            else if (!_taken) Replaced++;
            if (changed) _changedAt = time.GetTimestamp();
            _blank = blank;
            _newest?.Release();
            (_newest, _taken) = (frame, false);
        }
    }

    /// <summary>Takes the frame of a tick; the caller releases it. Null without one.</summary>
    /// <param name="isNew">Whether it was captured since the last tick.</param>
    public Frame? Take(out bool isNew)
    {
        lock (_gate)
        {
            isNew = !_taken;
            _taken = true;
            if (_newest is null) return null;
            _delayed.Enqueue(_newest.Share());
            while (_delayed.Count > _delay + 1) _delayed.Dequeue().Release();
            return _delayed.Peek().Share();
        }
    }

    /// <summary>How long the frames are that have arrived at a moment if none is late, in samples; null when none arrives any more.</summary>
    /// <param name="at">A timestamp.</param>
    public long? Expected(long at)
    {
        lock (_gate) return _arrivals.Expected(at);
    }

    /// <summary>Takes the frame whose turn it is, or the last one before it; the caller releases it. Null without one.</summary>
    /// <param name="index">Of the frame, from 0 since the source started.</param>
    /// <param name="isNew">Whether it was not taken before.</param>
    public Frame? TakeAt(long index, out bool isNew)
    {
        lock (_gate)
        {
            isNew = false;
            while (_waiting.Count > 0 && _count - _waiting.Count <= index)
            {
                if (isNew) Replaced++;
                _shown?.Release();
                (_shown, isNew) = (_waiting.Dequeue(), true);
            }

            return _shown?.Share();
        }
    }

    /// <summary>Forgets all frames: the source starts again.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _newest?.Release();
            _shown?.Release();
            (_newest, _shown, _taken, _counted, _count, _changedAt, _blank) = (null, null, true, false, 0, 0, true);
            _arrivals.Clear();
            while (_waiting.TryDequeue(out var frame)) frame.Release();
            while (_delayed.TryDequeue(out var delayed)) delayed.Release();
        }
    }

    public void Dispose() => Clear();

    private void Wait(Frame frame)
    {
        // More than a second is never waited for: raw frames are large.
        if (_waiting.Count >= format.FrameRate)
        {
            Replaced++;
            _waiting.Dequeue().Release();
        }

        _waiting.Enqueue(frame);
    }
}
