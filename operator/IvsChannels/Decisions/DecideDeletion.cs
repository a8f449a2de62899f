using Onair.Api.Common;
using Onair.Api.IvsChannels;
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
        var retain = view.Spec.DeletionPolicy == DeletionPolicy.Retain;
        if (view.ProviderProblem is var (reason, message))
            return NothingWasMade(view)
                ? new RemoveFinalizer()
                : new Wait(
                    reason,
                    $"{message} The channel's resources in AWS cannot be {(retain ? "untagged" : "deleted")} without it.",
                    WaitFor.Cluster);
        if (retain) return DecideRetention.Next(view);
        if (view.ObserveOnly)
            return new Wait(
                "ObserveOnly",
                $"Nothing is deleted while the annotation {Annotations.ObserveOnly} is \"true\". Remove it, or set deletionPolicy Retain to leave the resources.",
                WaitFor.Cluster);
        return Channel(view) ?? Recordings(view) ?? new RemoveFinalizer();
    }

    private static ReconcileStep? Channel(IvsChannelView view)
    {
        const IvsResource Kind = IvsResource.Channel;
        if (view.Found(Kind) is not { } seen) return new IvsChannelStep.Look(Kind, ByTag: view.RecordedArn(Kind) is null);
        // IVS keeps the channel because of a stream, so a NotFound was a read that lags behind.
        var kept = view.Stream is { IsLive: true } ? view.RecordedArn(Kind) : null;
        if ((seen.Arn ?? kept) is not { } arn) return Gone(view, Kind, seen);
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
        if (view.RecordedArn(IvsResource.StreamKey) is { } recorded && !view.Deleted.Contains(recorded)) return new IvsChannelStep.Delete(IvsResource.StreamKey, recorded);
        if (view.Found(IvsResource.StreamKey) is not { } key) return new IvsChannelStep.Look(IvsResource.StreamKey, ByTag: true);
        return key.Arn is { } arn && !view.Deleted.Contains(arn) ? new IvsChannelStep.Delete(IvsResource.StreamKey, arn) : null;
    }

    private static ReconcileStep? Recordings(IvsChannelView view)
    {
        const IvsResource Kind = IvsResource.RecordingConfiguration;
        if (view.Former is { } former && !view.Deleted.Contains(former)) return new IvsChannelStep.Delete(Kind, former);
        if (view.Found(Kind) is not { } seen) return new IvsChannelStep.Look(Kind, ByTag: view.RecordedArn(Kind) is null);
        if (seen.Arn is not { } arn) return Gone(view, Kind, seen);
        return view.Deleted.Contains(arn) ? Waiting(Kind, "is being deleted") : new IvsChannelStep.Delete(Kind, arn);
    }

    // A NotFound may be a read that lags behind. A deletion that is accepted or finds nothing is the proof, by the recorded ARN; without
    // one it takes the time in which a creation under way may still appear.
    private static ReconcileStep? Gone(IvsChannelView view, IvsResource kind, ObservedIvs seen)
    {
        if (!seen.ByTag)
            return view.RecordedArn(kind) is { } arn && !view.Deleted.Contains(arn) ? new IvsChannelStep.Delete(kind, arn) : new IvsChannelStep.Look(kind, ByTag: true);
        return view.IsCreating(kind) && view.MayAppear ? Waiting(kind, "may have been created already; waiting for it to appear") : null;
    }

    private static bool NothingWasMade(IvsChannelView view) =>
        view.Status.Resources is { Provider: null, Creating: null, ChannelArn: null, StreamKeyArn: null, RecordingConfigurationArn: null };

    private static Wait Waiting(IvsResource kind, string what) => new("Deleting", $"The {kind.Title()} {what}.");
}
