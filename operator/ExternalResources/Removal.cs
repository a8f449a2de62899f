using Onair.Api.Common;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.ExternalResources;

/// <summary>What every deletion of external resources asks first, and when one of them counts as gone. A pure function.</summary>
internal static class Removal
{
    /// <summary>The step while no calls can be made to the provider; null when they can.</summary>
    /// <param name="view">What is known.</param>
    /// <param name="kinds">All that may be recorded.</param>
    /// <param name="policy">What is declared to happen to the resources.</param>
    /// <param name="owner">Whose resources they are, for people: "stream".</param>
    public static ReconcileStep? WithoutProvider<TKind>(ExternalView<TKind> view, IEnumerable<TKind> kinds, DeletionPolicy policy, string owner)
        where TKind : struct, Enum
    {
        if (view.ProviderProblem is not var (reason, message)) return null;
        var nothingWasMade = view.Records is { Provider: null, Creating: null } && kinds.All(k => view.RecordedId(k) is null);
        if (nothingWasMade) return new RemoveFinalizer();
        var fate = policy == DeletionPolicy.Retain ? "untagged" : "deleted";
        return new Wait(reason, $"{message} The {owner}'s resources in AWS cannot be {fate} without it.", WaitFor.Cluster);
    }

    /// <summary>The wait while the resources may only be observed; null when they may be deleted.</summary>
    public static Wait? WhileObserved<TKind>(ExternalView<TKind> view)
        where TKind : struct, Enum => view.ObserveOnly
        ? new(
            "ObserveOnly",
            $"Nothing is deleted while the annotation {Annotations.ObserveOnly} is \"true\". Remove it, or set deletionPolicy Retain to leave the resources.",
            WaitFor.Cluster)
        : null;

    /// <summary>The next step until a resource is gone; null then.</summary>
    /// <param name="view">What is known.</param>
    /// <param name="kind">The resource.</param>
    /// <param name="remove">The next step about one that exists and is the owner's.</param>
    public static ReconcileStep? Next<TKind>(ExternalView<TKind> view, TKind kind, Func<Owned<TKind>, ReconcileStep> remove)
        where TKind : struct, Enum
    {
        if (view.Found(kind) is not { } seen) return new ResourceStep<TKind>.Look(kind, ByTag: view.RecordedId(kind) is null);
        return seen.Exists ? Proof.Next(view, kind) ?? remove(view.Proven(kind)) : Gone(view, kind, seen);
    }

    /// <summary>The reason of the wait for a recorded resource that is not found. It holds up no other resource.</summary>
    public const string Unseen = "Missing";

    /// <summary>Whether nothing is left of a resource that was not found by its tag.</summary>
    public static bool IsProvenAbsent<TKind>(ExternalView<TKind> view, TKind kind)
        where TKind : struct, Enum =>
        view.RecordedId(kind) is null || view.IsDeleted(kind) || (view.AbsentSince.TryGetValue(kind, out var since) && view.Now - since >= view.Lag);

    // A NotFound may be a read that lags behind. An accepted deletion is the proof; without one neither its id nor its tag is found for longer
    // than a read lags, or than a creation under way may still take to appear.
    private static ReconcileStep? Gone<TKind>(ExternalView<TKind> view, TKind kind, SeenResource seen)
        where TKind : struct, Enum
    {
        if (!seen.ByTag) return new ResourceStep<TKind>.Look(kind, ByTag: true);
        return Intent.Waits(view, kind, "Deleting") ?? (IsProvenAbsent(view, kind) ? null : new Wait(Unseen, $"AWS does not find the {view.Title(kind)} {view.RecordedId(kind)}; waiting until that is certain."));
    }
}
