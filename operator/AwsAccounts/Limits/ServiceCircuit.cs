using Onair.Primitives;

namespace Onair.Operator.AwsAccounts.Limits;

/// <summary>
/// Whether one service answers an account, and the circuit breaker of the calls to it. It never waits: a refused call fails at once, and its
/// worker is free for another account.
/// </summary>
internal sealed class ServiceCircuit(TimeProvider time)
{
    private const int MostUnanswered = 5;

    // MediaLive answers within a second; calls time out after fifteen.
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(3);

    private readonly Lock _lock = new();
    private readonly List<Call> _calls = [];
    private readonly Breaker _breaker = new(MostUnanswered, new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30)), time);

    /// <summary>When it last answered; null when it has not yet.</summary>
    public DateTimeOffset? LastAnswer { get; private set; }

    /// <summary>When the first call was sent that it has not answered; null while it answers.</summary>
    public DateTimeOffset? SilentSince { get; private set; }

    /// <summary>It does not answer, or it lets calls wait.</summary>
    public bool IsImpaired
    {
        get
        {
            lock (_lock) return _breaker.IsOpen || SilentSince is not null || _calls.Any(c => time.GetUtcNow() - c.SentAt > Slow && !(LastAnswer > c.SentAt));
        }
    }

    /// <summary>Whether a call would be refused now. A stop is always let through.</summary>
    public bool Refuses(CallPriority priority)
    {
        lock (_lock) return priority != CallPriority.Stop && _breaker.Wait != TimeSpan.Zero;
    }

    /// <summary>Begins a call, which <see cref="Leave"/> must end; null when it is refused.</summary>
    public Call? Enter(CallPriority priority)
    {
        lock (_lock)
        {
            if (Refuses(priority)) return null;
            var call = new Call(time.GetUtcNow(), IsProbe: _breaker.Enter());
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
            _breaker.Leave(call.IsProbe, answered);
            if (answered == true) (SilentSince, LastAnswer) = (null, time.GetUtcNow());
            else if (answered == false) SilentSince ??= call.SentAt;
        }
    }

    /// <summary>A call that is under way.</summary>
    internal sealed record Call(DateTimeOffset SentAt, bool IsProbe);
}
