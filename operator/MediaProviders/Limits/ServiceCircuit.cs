namespace Onair.Operator.MediaProviders.Limits;

/// <summary>
/// Whether one service answers an account, and the circuit breaker of the calls to it. Consecutive unanswered calls open it, for longer
/// each time; then one call at a time probes. It never waits: a refused call fails at once, and its worker is free for another account.
/// </summary>
internal sealed class ServiceCircuit(TimeProvider time)
{
    private const int MostUnanswered = 5;
    private static readonly TimeSpan FirstBreak = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestBreak = TimeSpan.FromSeconds(30);

    // MediaLive answers within a second; calls time out after fifteen.
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private readonly List<Call> _calls = [];
    private bool _open;
    private int _unanswered;
    private int _timesOpened;
    private DateTimeOffset _until;

    /// <summary>When it last answered; null when it has not yet.</summary>
    public DateTimeOffset? LastAnswer { get; private set; }

    /// <summary>When the first call was sent that it has not answered; null while it answers.</summary>
    public DateTimeOffset? SilentSince { get; private set; }

    /// <summary>It does not answer, or it lets calls wait.</summary>
    public bool IsImpaired
    {
        get
        {
            lock (_lock) return _open || SilentSince is not null || _calls.Any(c => time.GetUtcNow() - c.SentAt > Slow && !(LastAnswer > c.SentAt));
        }
    }

    /// <summary>Whether a call would be refused now. A stop is always let through.</summary>
    public bool Refuses(CallPriority priority)
    {
        lock (_lock) return _open && priority != CallPriority.Stop && (time.GetUtcNow() < _until || _calls.Any(c => c.IsProbe));
    }

    /// <summary>Begins a call, which <see cref="Leave"/> must end; null when it is refused.</summary>
    public Call? Enter(CallPriority priority)
    {
        lock (_lock)
        {
            if (Refuses(priority)) return null;
            var call = new Call(time.GetUtcNow(), IsProbe: _open);
            _calls.Add(call);
            return call;
        }
    }

    /// <summary>A call has ended.</summary>
    /// <param name="call">What <see cref="Enter"/> returned.</param>
    /// <param name="answered">Whether the service answered; null when the call says nothing about that, because it was cancelled.</param>
    public void Leave(Call call, bool? answered)
    {
        lock (_lock)
        {
            _calls.RemoveAll(c => ReferenceEquals(c, call));
            if (answered == true)
            {
                (_open, _unanswered, _timesOpened, SilentSince, LastAnswer) = (false, 0, 0, null, time.GetUtcNow());
            }
            else if (answered == false)
            {
                SilentSince ??= call.SentAt;
                // The calls that were under way when it opened say nothing new.
                if (call.IsProbe || (!_open && ++_unanswered >= MostUnanswered)) Open();
            }
        }
    }

    private void Open()
    {
        var length = FirstBreak * Math.Pow(2, Math.Min(_timesOpened++, 10));
        (_open, _until) = (true, time.GetUtcNow() + (length < LongestBreak ? length : LongestBreak));
    }

    /// <summary>A call that is under way.</summary>
    internal sealed record Call(DateTimeOffset SentAt, bool IsProbe);
}
