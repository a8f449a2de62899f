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
        return view.Former is { } former && !view.Tagged.Contains(former)
            ? new IvsChannelStep.Release(IvsResource.RecordingConfiguration, former)
            : new RemoveFinalizer();
    }

    private static ReconcileStep? Channel(IvsChannelView view)
    {
        const IvsResource Kind = IvsResource.Channel;
        if (view.Found(Kind) is not { } seen) return new IvsChannelStep.Look(Kind, ByTag: view.RecordedId(Kind) is null);
        // IVS keeps the channel because of a stream, so a NotFound was a read that lags behind.
        var kept = view.Stream is { IsLive: true } ? view.RecordedId(Kind) : null;
        if ((seen.Arn ?? kept) is not { } arn) return Removal.Gone(view, Kind, seen);
        if (view.Deleted.Contains(arn)) return Waiting(Kind, "is being deleted");
        if (view.Stream is not { } stream) return new IvsChannelStep.LookAtStream(arn);
        // Before the resource goes, or nobody would be told.
        if (!stream.IsLive && view.Status.Stream is not null) return new IvsChannelStep.RecordOffline();
        // The webhook refuses to delete a live channel; a deletion that got past it waits until the stream ends.
        if (stream.IsLive && view.Spec.OnAirGuard)
            return new Wait("OnAir", $"Deleted when the stream ends, because spec.onAirGuard is true. {LiveGuard.Remedy}", WaitFor.OnAir);
        if (Key(view) is { } step) return step;
        if (stream.IsLive) return view.StopSent ? new Wait("Deleting", "The stream is ending.") : new IvsChannelStep.Stop(arn);
        return new IvsChannelStep.Delete(Kind, arn);
    }

    private static ReconcileStep? Key(IvsChannelView view)
    {
        // By the recorded ARN without a look, which may not show it yet.
        if (view.RecordedId(IvsResource.StreamKey) is { } recorded && !view.Deleted.Contains(recorded)) return new IvsChannelStep.Delete(IvsResource.StreamKey, recorded);
        if (view.Found(IvsResource.StreamKey) is not { } key) return new IvsChannelStep.Look(IvsResource.StreamKey, ByTag: true);
        return key.Arn is { } arn && !view.Deleted.Contains(arn) ? new IvsChannelStep.Delete(IvsResource.StreamKey, arn) : null;
    }

    private static ReconcileStep? Recordings(IvsChannelView view)
    {
        const IvsResource Kind = IvsResource.RecordingConfiguration;
        if (view.Former is { } former && !view.Deleted.Contains(former)) return new IvsChannelStep.Delete(Kind, former);
        if (view.Found(Kind) is not { } seen) return new IvsChannelStep.Look(Kind, ByTag: view.RecordedId(Kind) is null);
        if (seen.Arn is not { } arn) return Removal.Gone(view, Kind, seen);
        return view.Deleted.Contains(arn) ? Waiting(Kind, "is being deleted") : new IvsChannelStep.Delete(Kind, arn);
    }

    private static Wait Waiting(IvsResource kind, string what) => new("Deleting", $"The {kind.Title()} {what}.");
}
