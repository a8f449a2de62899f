namespace Onair.Kubernetes;

/// <summary>Which of two lines a key waits in.</summary>
public enum QueuePriority
{
    /// <summary>Initial lists and resyncs: somebody should look, some time.</summary>
    Low,

    /// <summary>Something happened.</summary>
    High,
}
