namespace Onair.Kubernetes;

/// <summary>Holds a Lease while work runs, on a monotonic clock: work is cancelled before anyone else may take the lease.</summary>
public sealed class LeaderElector
{
    /// <summary>Whether we may act right now. Computed from the monotonic clock, so true also after a pause of the process only if the lease still holds.</summary>
    public bool IsLeader { get; }

    /// <summary>Who holds the lease as last seen; null when nobody.</summary>
    public string? Leader { get; }

    /// <summary>Refuses to go on without the lease; called before every side effect.</summary>
    /// <exception cref="OperationCanceledException">We do not lead.</exception>
    public void EnsureLeader() => throw new NotImplementedException();
}
