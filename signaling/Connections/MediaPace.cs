using Onair.Primitives;
using Onair.Signaling.State;

namespace Onair.Signaling.Connections;

/// <summary>What a broadcaster asks to be recorded as on, and the message's <c>request</c>.</summary>
internal readonly record struct MediaChange(MediaState Media, string? Request);

/// <summary>
/// How often a page may change what is on. Each change is a transaction, and reaches every viewer. A change that comes too soon waits, and a later one
/// replaces it: viewers see the last state even if a page switches faster.
/// </summary>
internal sealed class MediaPace(int burst, double perSecond, TimeProvider time)
{
    private readonly TokenBucket _changes = new(perSecond, burst, time);
    private readonly Lock _lock = new();
    private MediaChange? _waiting;

    /// <summary>The change that waits; null if there is none.</summary>
    public MediaChange? Waiting
    {
        get
        {
            lock (_lock) return _waiting;
        }
    }

    /// <summary>Takes a change, and returns it if it may be written now.</summary>
    public MediaChange? Offer(MediaChange change)
    {
        lock (_lock)
        {
            _waiting = change;
            return Take();
        }
    }

    /// <summary>The change that waits, if it may be written now.</summary>
    public MediaChange? Due()
    {
        lock (_lock) return Take();
    }

    /// <summary>The change could not be written. It waits again, unless a later one does.</summary>
    public void Keep(MediaChange change)
    {
        lock (_lock) _waiting ??= change;
    }

    /// <summary>The broadcast is another one now, or over.</summary>
    public void Forget()
    {
        lock (_lock) _waiting = null;
    }

    private MediaChange? Take()
    {
        if (_waiting is not { } change || _changes.Take() is not null) return null;
        _waiting = null;
        return change;
    }
}
