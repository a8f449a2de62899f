using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>
/// Lets go of a stream whose resources stay: they keep running and lose the tags that say whose they are, so that another
/// LiveStream may take them over.
/// </summary>
internal static class DecideRetention
{
    public static ReconcileStep Next(LiveStreamView view)
    {
        if (view.ObserveOnly) return new RemoveFinalizer();
        foreach (var kind in ResourceKinds.InDeletionOrder.Where(k => k != ResourceKind.Behaviour && view.MayExist(k)))
        {
            if (view.Found(kind) is not { } seen) return new LiveStreamStep.Look(kind, ByTag: view.RecordedId(kind) is null);
            if (!seen.Exists && Missing(view, kind, seen) is { } step) return step;
            if (seen.Owner == view.Uid && seen.Arn is { } arn && !view.Changed.Contains(kind)) return new LiveStreamStep.Release(kind, arn);
        }
        return new RemoveFinalizer();
    }

    // What is let go of unseen keeps its tags, and no other stream can take it over. A read may lag behind, and a creation under way may
    // still appear.
    private static ReconcileStep? Missing(LiveStreamView view, ResourceKind kind, ObservedResource seen)
    {
        if (!seen.ByTag) return DecideLoss.Doubt(view, kind, "It is released when it is found.") ?? new LiveStreamStep.RecordLoss(kind);
        return view.Status.Resources.Creating?.Resource == kind.ToString() && DecideProvisioning.MayAppear(view)
            ? new Wait("Releasing", $"The {kind.Title()} may have been created already; waiting for it to appear.")
            : null;
    }
}
