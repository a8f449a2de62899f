namespace Onair.Kubernetes.Queue;

/// <summary>The priority of a waiting key.</summary>
public enum QueuePriority
{
    /// <summary>Initial lists and resyncs, which are not urgent.</summary>
    Low,

    /// <summary>An event, or due work.</summary>
    High,
}
