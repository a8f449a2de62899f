using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Operator.ExternalResources;
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
        if (Removal.WithoutProvider(view, ResourceKindTable.InDeletionOrder, view.Spec.DeletionPolicy, "stream") is { } blocked) return blocked;
        if (OnAir(view) is { } wait) return wait;
        if (view.Spec.DeletionPolicy == DeletionPolicy.Retain) return Retain(view);
        if (Removal.WhileObserved(view) is { } observed) return observed;
        Wait? unseen = null;
        foreach (var kind in ResourceKindTable.InDeletionOrder.Where(k => view.MayExist(k) && !IsHeldUp(view, k)))
        {
            if (Remove(view, kind) is not { } step) continue;
            if (step is not Wait { Reason: Removal.Unseen } doubt) return step;
            unseen ??= doubt;
        }
        return unseen is not null ? unseen : view.DistributionProblem is { } held ? held.EndWith() : new RemoveFinalizer();
    }

    // The webhook refuses to delete a stream that is on air; a deletion that got past it waits until the broadcast ends or reaches a limit.
    private static ReconcileStep? OnAir(LiveStreamView view)
    {
        if (!view.Spec.OnAirGuard || view.CurrentSession is not { } session || view.RecordedId(ResourceKind.Channel) is null) return null;
        if (!DesiredRun.Of(view).Runs) return null;
        if (view.Found(ResourceKind.Channel) is not { } channel) return new LiveStreamStep.Look(ResourceKind.Channel, ByTag: false);
        if (channel.State != Lifecycle.Running) return null;
        if (view.Receiving is null && !view.InputAsked) return new LiveStreamStep.AskForInput();
        return view.Receiving is false || RunLimits.Reached(view, session) is not null
            ? null
            : new Wait("OnAir", $"Deleted when the video ends, because spec.onAirGuard is true. {OnAirGuard.Remedy(view.Spec, view.Status)}", WaitFor.OnAir);
    }

    // What costs money is deleted whatever CloudFront says; the finalizer waits for the behaviour.
    private static bool IsHeldUp(LiveStreamView view, ResourceKind kind) => kind == ResourceKind.Behaviour && view.DistributionProblem is not null;

    // The behaviour takes no tags. What is only observed has none of ours.
    private static ReconcileStep Retain(LiveStreamView view) => view.ObserveOnly
        ? new RemoveFinalizer()
        : Retention.Next(view, ResourceKindTable.InDeletionOrder.Where(k => k != ResourceKind.Behaviour && view.MayExist(k))) ?? new RemoveFinalizer();

    private static ReconcileStep? Remove(LiveStreamView view, ResourceKind kind) =>
        (kind == ResourceKind.Behaviour ? DecideDistribution.LookAtEndpoint(view) : null) ?? Removal.Next(view, kind, own => End(view, own, view.Found(kind)!.State));

    private static ReconcileStep End(LiveStreamView view, Owned<ResourceKind> own, Lifecycle state)
    {
        // A look that does not show yet what this round did must not make it do the same again.
        if (view.Changed.Contains(own.Kind)) return Waiting(own.Kind, state is Lifecycle.Running or Lifecycle.Stopping ? "is stopping" : "is being deleted");
        return state switch
        {
            // It can be taken out of a configuration that is being deployed.
            _ when own.Kind == ResourceKind.Behaviour => new LiveStreamStep.Delete(own),
            Lifecycle.Running => new LiveStreamStep.Stop(own, "the LiveStream is being deleted"),
            Lifecycle.Idle or Lifecycle.UpdateFailed when own.Kind == ResourceKind.Channel && view.Status.CurrentSessionId is not null => DecideRun.CloseSession(view),
            Lifecycle.Idle or Lifecycle.CreateFailed or Lifecycle.UpdateFailed => new LiveStreamStep.Delete(own),
            Lifecycle.Attached => Waiting(own.Kind, "is still in use"),
            Lifecycle.Starting => Waiting(own.Kind, "is starting; it can be stopped when it runs"),
            Lifecycle.Stopping => Waiting(own.Kind, "is stopping"),
            _ => Waiting(own.Kind, "is being deleted"),
        };
    }

    private static Wait Waiting(ResourceKind kind, string what) => new("Deleting", $"The {kind.Title()} {what}.");
}
