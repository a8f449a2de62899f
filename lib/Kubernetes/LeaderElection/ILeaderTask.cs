namespace Onair.Kubernetes.LeaderElection;

/// <summary>Work that only the leader does, next to its controllers (always, when no election is configured).</summary>
public interface ILeaderTask
{
    /// <summary>Works until cancelled; returns once everything has drained.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
