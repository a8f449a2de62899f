namespace Onair.Kubernetes.Controllers;

/// <summary>When to reconcile next.</summary>
public readonly record struct ReconciliationResult
{
    private ReconciliationResult(TimeSpan? requeueAfter) => Delay = requeueAfter;

    /// <summary>When to reconcile again without an event; null for not at all.</summary>
    public TimeSpan? Delay { get; }

    /// <summary>Only when something changes.</summary>
    public static ReconciliationResult Done() => default;

    /// <summary>Reconcile again after <paramref name="delay"/>, or earlier when an event arrives.</summary>
    public static ReconciliationResult RequeueAfter(TimeSpan delay) => new(delay < TimeSpan.Zero ? TimeSpan.Zero : delay);
}
