namespace Onair.Kubernetes.LeaderElection;

/// <summary>Which lease elects the leader, and its timing.</summary>
public sealed class LeaderElectionOptions
{
    /// <summary>Name of the Lease.</summary>
    public string LeaseName { get; set; } = "";

    /// <summary>Namespace of the Lease; that of the client's configuration when null.</summary>
    public string? Namespace { get; set; }

    /// <summary>The identity of this process; unique.</summary>
    public string Identity { get; set; } = $"{Environment.MachineName}_{Guid.NewGuid():N}";

    /// <summary>How long others wait after the last renewal they saw.</summary>
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the leader acts after its last renewal; must be less than <see cref="LeaseDuration"/>: the difference is the time to drain.</summary>
    public TimeSpan RenewDeadline { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often the lease is renewed, or tried for.</summary>
    public TimeSpan RetryPeriod { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>Ends the process when work has not drained by the time the lease may pass on: two must never act at once.</summary>
    public bool ExitWhenDrainFails { get; set; } = true;

    /// <summary>Checks the rules between the options.</summary>
    /// <exception cref="ArgumentException">One is broken.</exception>
    internal void Validate()
    {
        if (LeaseName.Length == 0) throw new ArgumentException("LeaseName: required");
        if (Identity.Length == 0) throw new ArgumentException("Identity: required");
        if (RetryPeriod <= TimeSpan.Zero) throw new ArgumentException($"RetryPeriod: {RetryPeriod}: must be more than zero");
        if (RenewDeadline <= RetryPeriod) throw new ArgumentException($"RenewDeadline: {RenewDeadline}: must be more than RetryPeriod ({RetryPeriod})");
        if (LeaseDuration <= RenewDeadline) throw new ArgumentException($"LeaseDuration: {LeaseDuration}: must be more than RenewDeadline ({RenewDeadline})");
    }
}
