using Onair.Api.Common;
using Onair.Api.IvsChannels;
using Onair.Operator.ExternalResources;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.IvsChannels.Decisions;

/// <summary>
/// Deletes in IVS's order: the stream key, so that the encoder cannot come back; the stream; when it has ended the channel; then the
/// recording configuration, which IVS keeps while a channel uses it. A resource counts as gone when neither its recorded ARN nor its tag is
/// found; only then does the finalizer go.
/// </summary>
internal static class DecideDeletion
{
    public static ReconcileStep Next(IvsChannelView view)
    {
        if (Removal.WithoutProvider(view, IvsResourceTable.All, view.Spec.DeletionPolicy, "channel") is { } blocked) return blocked;
        if (view.Spec.DeletionPolicy == DeletionPolicy.Retain) return Retain(view);
        if (Removal.WhileObserved(view) is { } observed) return observed;
        return Channel(view) ?? Recordings(view) ?? new RemoveFinalizer();
    }

    // The key is looked for by its channel, so it comes after it. What is only observed has no tags of ours.
    private static ReconcileStep Retain(IvsChannelView view)
    {
        if (view.ObserveOnly) return new RemoveFinalizer();
        IEnumerable<IvsResource> kinds = [IvsResource.Channel, IvsResource.StreamKey, IvsResource.RecordingConfiguration];
        if (Retention.Next(view, kinds.Where(k => k != IvsResource.StreamKey || view.Found(IvsResource.Channel) is { Exists: true })) is { } step) return step;
        if (view.Former is not { } former || view.Tagged.Contains(former)) return new RemoveFinalizer();
        if (view.FormerSeen is null) return new IvsChannelStep.LookAtFormer(former);
        return view.OwnFormer is { } own ? new IvsChannelStep.Release(own) : new RemoveFinalizer();
    }

    private static ReconcileStep? Channel(IvsChannelView view)
    {
        const IvsResource Kind = IvsResource.Channel;
        // IVS keeps a channel because of its stream, so the NotFound was a read that lags behind.
        if (view is { Stream.IsLive: true } && view.Found(Kind) is { Exists: false }) return new Wait("Deleting", $"IVS does not show the {Kind.Title()}, which is live.");
        return Removal.Next(view, Kind, own => End(view, own));
    }

    private static ReconcileStep End(IvsChannelView view, Owned<IvsResource> channel)
    {
        if (view.Deleted.Contains(channel.Id)) return Waiting(channel.Kind, "is being deleted");
        if (view.Stream is not { } stream) return new IvsChannelStep.LookAtStream(channel.Id);
        // Before the resource goes, or nobody would be told.
        if (!stream.IsLive && view.Status.Stream is not null) return new IvsChannelStep.RecordOffline();
        // The webhook refuses to delete a live channel; a deletion that got past it waits until the stream ends.
        if (stream.IsLive && view.Spec.OnAirGuard)
            return new Wait("OnAir", $"Deleted when the stream ends, because spec.onAirGuard is true. {LiveGuard.Remedy}", WaitFor.OnAir);
        if (Key(view) is { } step) return step;
        if (stream.IsLive) return view.StopSent ? new Wait("Deleting", "The stream is ending.") : new IvsChannelStep.Stop(channel);
        return new IvsChannelStep.Delete(channel);
    }

    private static ReconcileStep? Key(IvsChannelView view)
    {
        if (view.Found(IvsResource.StreamKey) is not { } key) return new IvsChannelStep.Look(IvsResource.StreamKey, ByTag: true);
        // The key of the channel, whatever the status names.
        return view.Own(IvsResource.StreamKey) is { } own && !view.Deleted.Contains(own.Id) ? new IvsChannelStep.Delete(own) : null;
    }

    private static ReconcileStep? Recordings(IvsChannelView view)
    {
        const IvsResource Kind = IvsResource.RecordingConfiguration;
        if (view.Former is { } former && !view.Deleted.Contains(former))
        {
            if (view.FormerSeen is null) return new IvsChannelStep.LookAtFormer(former);
            if (view.OwnFormer is { } own) return new IvsChannelStep.Delete(own);
        }
        if (view.Found(Kind)?.Arn is { } arn && view.Deleted.Contains(arn)) return Waiting(Kind, "is being deleted");
        return Removal.Next(view, Kind, own => new IvsChannelStep.Delete(own));
    }

    private static Wait Waiting(IvsResource kind, string what) => new("Deleting", $"The {kind.Title()} {what}.");
}
