namespace Onair.Kubernetes;

/// <summary>What a reconcile wants next.</summary>
public readonly record struct ReconciliationResult
{
    private ReconciliationResult(TimeSpan? requeueAfter) => Delay = requeueAfter;

    /// <summary>When to reconcile again without an event; null for not at all.</summary>
    public TimeSpan? Delay { get; }

    /// <summary>Nothing to do until something changes.</summary>
    public static ReconciliationResult Done() => default;

    /// <summary>Look again after <paramref name="delay"/>; an event before that comes first and replaces it.</summary>
    public static ReconciliationResult RequeueAfter(TimeSpan delay) => new(delay < TimeSpan.Zero ? TimeSpan.Zero : delay);
}
