using Onair.Operator.Reconciliation;

namespace Onair.Operator.IvsChannels.Decisions;

/// <summary>
/// Lets go of a channel whose resources stay: a stream goes on, and they lose the tags that say whose they are, so that another IvsChannel
/// may take them over.
/// </summary>
internal static class DecideRetention
{
    // The key is looked for by its channel, so it comes after it.
    private static readonly IvsResource[] All = [IvsResource.Channel, IvsResource.StreamKey, IvsResource.RecordingConfiguration];

    public static ReconcileStep Next(IvsChannelView view)
    {
        if (view.ObserveOnly) return new RemoveFinalizer();
        foreach (var kind in All)
        {
            if (kind == IvsResource.StreamKey && view.Found(IvsResource.Channel) is { Exists: false }) continue;
            if (view.Found(kind) is not { } seen) return new IvsChannelStep.Look(kind, ByTag: kind == IvsResource.StreamKey || view.RecordedArn(kind) is null);
            if (!seen.Exists && Missing(view, kind) is { } step) return step;
            if (seen.Owner == view.Uid && !view.Tagged.Contains(seen.Arn!)) return new IvsChannelStep.Release(kind, seen.Arn!);
        }
        return view.Former is { } former && !view.Tagged.Contains(former)
            ? new IvsChannelStep.Release(IvsResource.RecordingConfiguration, former)
            : new RemoveFinalizer();
    }

    // A resource that is released unseen keeps its tags, and no other IvsChannel can adopt it. A read may lag behind, and a creation in
    // progress may still appear.
    private static ReconcileStep? Missing(IvsChannelView view, IvsResource kind)
    {
        if (view.RecordedArn(kind) is not null) return DecideLoss.Doubt(view, kind, "Onair releases it when AWS finds it.") ?? new IvsChannelStep.RecordLoss(kind);
        return view.IsCreating(kind) && view.MayAppear
            ? new Wait("Deleting", $"The {kind.Title()} may have been created already; waiting for it to appear.")
            : null;
    }
}
