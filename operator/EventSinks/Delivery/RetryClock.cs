namespace Onair.Operator.EventSinks.Delivery;

/// <summary>A clock whose pauses can be ended early: a retry need not sit out its pause when the receiver is back.</summary>
internal sealed class RetryClock(TimeProvider time) : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly HashSet<Pause> _pauses = [];
    private bool _skips;

    public override TimeZoneInfo LocalTimeZone => time.LocalTimeZone;

    public override long TimestampFrequency => time.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => time.GetUtcNow();

    public override long GetTimestamp() => time.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var pause = new Pause(this, () => callback(state));
        lock (_lock)
        {
            _pauses.Add(pause);
            if (_skips) dueTime = TimeSpan.Zero;
        }
        pause.Timer = time.CreateTimer(_ => callback(state), null, dueTime, period);
        return pause;
    }

    /// <summary>From now on there are pauses again.</summary>
    public void Begin()
    {
        lock (_lock) _skips = false;
    }

    /// <summary>Ends the pause that there is, or the one that is about to begin.</summary>
    public void End()
    {
        Pause[] pauses;
        lock (_lock) (pauses, _skips) = ([.. _pauses], true);
        foreach (var pause in pauses) pause.Fire();
    }

    private void Remove(Pause pause)
    {
        lock (_lock) _pauses.Remove(pause);
    }

    private sealed class Pause(RetryClock clock, Action fire) : ITimer
    {
        public ITimer? Timer { get; set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period) => Timer?.Change(dueTime, period) ?? false;

        public void Dispose()
        {
            clock.Remove(this);
            Timer?.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
