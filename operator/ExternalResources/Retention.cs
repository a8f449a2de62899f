using Onair.Operator.Reconciliation;

namespace Onair.Operator.ExternalResources;

/// <summary>
/// Lets go of resources that stay: what runs goes on, and they lose the tags that say whose they are, so that another owner may adopt
/// them. A pure function.
/// </summary>
internal static class Retention
{
    /// <summary>The next step until all resources are let go of; null when they are.</summary>
    /// <param name="view">What is known.</param>
    /// <param name="kinds">The resources that take tags and may exist, in the order in which they are looked for.</param>
    public static ReconcileStep? Next<TKind>(ExternalView<TKind> view, IEnumerable<TKind> kinds)
        where TKind : struct, Enum
    {
        foreach (var kind in kinds)
        {
            if (view.Found(kind) is not { } seen) return new ResourceStep<TKind>.Look(kind, ByTag: view.RecordedId(kind) is null);
            if (!seen.Exists && Missing(view, kind) is { } step) return step;
            if (view.Own(kind) is { Arn: { } arn } own && !view.IsTagged(kind, arn)) return new ResourceStep<TKind>.Release(own);
        }
        return null;
    }

    // What is let go of unseen keeps its tags, and nobody else can adopt it. A read may lag behind, and a creation under way may still
    // appear.
    private static ReconcileStep? Missing<TKind>(ExternalView<TKind> view, TKind kind)
        where TKind : struct, Enum => view.RecordedId(kind) is not null
        ? Loss.Doubt(view, kind, "Onair releases it when AWS finds it.") ?? new ResourceStep<TKind>.RecordLoss(kind)
        : Intent.Waits(view, kind, "Releasing");
}
