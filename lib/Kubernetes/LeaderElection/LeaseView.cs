using k8s.Models;

namespace Onair.Kubernetes.LeaderElection;

/// <summary>The lease as last seen, and when we first saw it so, by our own monotonic clock: clocks of other machines are not compared.</summary>
/// <param name="Record">Its content.</param>
/// <param name="SeenAt">When this very record was first seen.</param>
internal readonly record struct LeaseView(V1LeaseSpec Record, long SeenAt)
{
    /// <summary>The view after reading the lease again.</summary>
    public LeaseView Next(V1LeaseSpec read, long now) => Record == read ? this : new(read, now);

    /// <summary>How long to wait before the lease may be taken; zero when it may be taken now.</summary>
    public TimeSpan WaitFor(string identity, long now, TimeProvider time)
    {
        if (string.IsNullOrEmpty(Record.HolderIdentity) || Record.HolderIdentity == identity) return TimeSpan.Zero;
        var left = TimeSpan.FromSeconds(Record.LeaseDurationSeconds ?? 0) - time.GetElapsedTime(SeenAt, now);
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }

    /// <summary>The record with this process as holder, acquired or renewed.</summary>
    public V1LeaseSpec Taken(string identity, TimeSpan duration, DateTimeOffset now)
    {
        var ours = Record.HolderIdentity == identity;
        return new V1LeaseSpec
        {
            HolderIdentity = identity,
            LeaseDurationSeconds = (int)Math.Ceiling(duration.TotalSeconds),
            AcquireTime = (ours ? Record.AcquireTime : null) ?? now.UtcDateTime,
            RenewTime = now.UtcDateTime,
            LeaseTransitions = ours ? Record.LeaseTransitions ?? 0 : (Record.LeaseTransitions ?? -1) + 1,
        };
    }
}
