using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>
/// Deletes in MediaLive's order and waits for each state. A resource counts as gone when neither its recorded id nor its tag
/// is found; only then does the finalizer go.
/// </summary>
internal static class DecideDeletion
{
    public static ReconcileStep Next(LiveStreamView view)
    {
        var retain = view.Spec.DeletionPolicy == DeletionPolicy.Retain;
        if (view.ProviderProblem is var (reason, message))
            return NothingWasMade(view)
                ? new RemoveFinalizer()
                : new Wait(
                    reason,
                    $"{message} The stream's resources in AWS cannot be {(retain ? "untagged" : "deleted")} without it.",
                    WaitFor.Cluster);
        if (OnAir(view) is { } wait) return wait;
        if (retain) return DecideRetention.Next(view);
        if (view.ObserveOnly)
            return new Wait(
                "ObserveOnly",
                $"Nothing is deleted while the annotation {Annotations.ObserveOnly} is \"true\". Remove it, or set deletionPolicy Retain to leave the resources.",
                WaitFor.Cluster);
        foreach (var kind in ResourceKinds.InDeletionOrder.Where(view.MayExist))
            if (Remove(view, kind) is { } step)
                return step;
        return new RemoveFinalizer();
    }

    // The webhook refuses to delete a stream that is on air; a deletion that got past it waits until the broadcast ends or reaches a limit.
    private static ReconcileStep? OnAir(LiveStreamView view)
    {
        if (!view.Spec.OnAirGuard || view.CurrentSession is not { } session || view.RecordedId(ResourceKind.Channel) is null) return null;
        if (!DesiredRun.Of(view).Runs) return null;
        if (view.Found(ResourceKind.Channel) is not { } channel) return new LiveStreamStep.Look(ResourceKind.Channel, ByTag: false);
        if (channel.State != Lifecycle.Running) return null;
        if (view.Receiving is null) return new LiveStreamStep.AskForInput();
        return view.Receiving == false || RunLimits.Reached(view, session) is not null
            ? null
            : new Wait("OnAir", $"Deleted when the video ends, because spec.onAirGuard is true. {OnAirGuard.Remedy}", WaitFor.OnAir);
    }

    private static ReconcileStep? Remove(LiveStreamView view, ResourceKind kind)
    {
        if (view.Found(kind) is not { } seen) return new LiveStreamStep.Look(kind, ByTag: view.RecordedId(kind) is null);
        if (!seen.Exists) return seen.ByTag ? null : new LiveStreamStep.Look(kind, ByTag: true);
        return seen.State switch
        {
            Lifecycle.Running => new LiveStreamStep.Stop(seen.Id!, "the LiveStream is being deleted"),
            Lifecycle.Idle or Lifecycle.UpdateFailed when kind == ResourceKind.Channel && view.Status.CurrentSessionId is not null => new LiveStreamStep.CloseSession(),
            Lifecycle.Idle or Lifecycle.CreateFailed or Lifecycle.UpdateFailed => new LiveStreamStep.Delete(kind, seen.Id!),
            Lifecycle.Attached => Waiting(kind, "is still in use"),
            Lifecycle.Starting => Waiting(kind, "is starting; it can be stopped when it runs"),
            Lifecycle.Stopping => Waiting(kind, "is stopping"),
            _ => Waiting(kind, "is being deleted"),
        };
    }

    private static bool NothingWasMade(LiveStreamView view) =>
        view.Status.Resources is { Provider: null, Creating: null } && ResourceKinds.InDeletionOrder.All(k => view.RecordedId(k) is null);

    private static Wait Waiting(ResourceKind kind, string what) => new("Deleting", $"The {kind.Title()} {what}.");
}
