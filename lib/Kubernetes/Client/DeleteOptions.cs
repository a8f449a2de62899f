namespace Onair.Kubernetes.Client;

/// <summary>How an object is deleted.</summary>
public sealed record DeleteOptions
{
    /// <summary>Delete only the object with this uid; 409 otherwise.</summary>
    public string? Uid { get; init; }

    /// <summary>Delete only this version; 409 otherwise.</summary>
    public string? ResourceVersion { get; init; }

    /// <summary>What happens to dependents; the resource's own default when null.</summary>
    public DeletePropagation? Propagation { get; init; }

    /// <summary>Seconds of grace; the resource's own default when null.</summary>
    public int? GracePeriodSeconds { get; init; }
}
