using Onair.Operator.Reconciliation;

namespace Onair.Operator.ExternalResources;

/// <summary>
/// Has a declared resource exist: looks for it, adopts it or has it created, and takes note of its loss. A kind decides what comes before,
/// and what is done to a resource that exists. A pure function.
/// </summary>
internal static class Presence
{
    /// <summary>The next step until a look shows the resource to be its owner's; null then, and while a recorded one need not be looked at.</summary>
    /// <param name="view">What is known.</param>
    /// <param name="kind">The resource.</param>
    /// <param name="looks">Whether a recorded resource is looked at.</param>
    /// <param name="create">The next step of creating one that nobody has.</param>
    /// <param name="lost">The next step about a recorded one that is not found; null for that of every kind.</param>
    public static ReconcileStep? Next<TKind>(ExternalView<TKind> view, TKind kind, bool looks, Func<ReconcileStep> create, Func<ReconcileStep>? lost = null)
        where TKind : struct, Enum
    {
        var recorded = view.RecordedId(kind);
        if (view.Found(kind) is not { } seen) return recorded is null || looks ? Adoption.Look(view, kind) : null;
        if (!seen.Exists) return recorded is null ? Adoption.Missing(view, kind) ?? create() : lost?.Invoke() ?? Loss.Next(view, kind);
        if (!view.IsRecorded(kind, seen)) return Adoption.Take(view, kind, seen);
        return Loss.Found(view, kind) ?? Proof.Next(view, kind);
    }
}
