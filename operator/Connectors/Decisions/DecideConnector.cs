using Onair.Api.Connectors;
using Onair.Api.LiveStreams;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.Connectors.Decisions;

/// <summary>Decides the next step of a Connector. A pure function.</summary>
internal static class DecideConnector
{
    /// <summary>The next step.</summary>
    public static ReconcileStep Next(ConnectorView view)
    {
        if (DecideLifecycle.Next(view) is { } common) return common;
        if (Stray(view) is { } stray) return stray;
        if (view.Deleting) return Stopping(view) ?? new RemoveFinalizer();
        if (!view.IsWanted) return Stopping(view) ?? Invalid(view) ?? (RoundEnd)new Settle();
        if (view.Status.Run is null) return Obstructed(view) ?? new ConnectorStep.BeginRun();
        if (view.NeedsAnotherRun) return Another(view);
        return view.RunPipeline is null ? Run(view) : Obstacle(view) ?? DecideChimePipeline.Run(view);
    }

    // What an earlier attempt has left must not push beside the current one.
    private static ConnectorStep.DeletePod? Stray(ConnectorView view) =>
        view.Strays.FirstOrDefault(it => !it.Deleting) is { } stray ? new(stray.Name) : null;

    // The push ends before the run does. A pod whose node is lost holds nothing up.
    private static ReconcileStep? Stopping(ConnectorView view)
    {
        if (view.Pod is { Deleting: false } pod) return new ConnectorStep.DeletePod(pod.Name);
        if (view.Strays.Append(view.Pod).Any(it => it is { Deleting: true, Overdue: false }))
            return new Wait("Stopping", "The pod ends its push.", WaitFor.Cluster);
        if (DecideChimePipeline.Stop(view) is { } pipeline) return pipeline;
        return view.Status.Run is null ? null : new ConnectorStep.EndRun();
    }

    // What keeps a run from beginning, or the next step to know it; null when nothing does.
    private static ReconcileStep? Obstructed(ConnectorView view)
    {
        if (Obstacle(view) is { } obstacle) return obstacle;
        if (!view.Resolved) return new ConnectorStep.Resolve();
        return view.ClaimedBy is { } other
            ? new Wait("TargetBusy", $"Connector \"{other}\" feeds {view.Spec.Target.Text()}; this one starts when that one stops.", WaitFor.Cluster)
            : null;
    }

    // The run ends, and one as declared begins: at once if nobody sees it, and else only if that is declared and the other one can begin.
    private static ReconcileStep Another(ConnectorView view)
    {
        if (Look(view) is { } look) return look;
        if (!view.IsOnAir) return Stopping(view)!;
        if (view is { IsPushing: true, Status.Run.OnAirAt: null }) return new ConnectorStep.RecordOnAir();
        if (view.Spec.ApplyPolicy != ApplyPolicy.Immediately) return view.Pod is { } pod ? Outcome(view, pod) : Obstacle(view) ?? (RoundEnd)new Settle();
        // A target that is off the air has nothing that could begin.
        return view.Target is TargetView.Off ? Stopping(view)! : Obstructed(view) ?? Stopping(view)!;
    }

    private static ReconcileStep? Look(ConnectorView view) => view switch
    {
        { Pod: { Deleting: false, Ended: false, Address: not null, Asked: false } } => new ConnectorStep.AskPod(),
        { Status.ChimePipeline.Id: not null, Pipeline: null, ProviderProblem: null } => new ConnectorStep.Look(ChimeResource.Pipeline, ByTag: false),
        _ => null,
    };

    private static ReconcileStep Run(ConnectorView view)
    {
        if (view.Pod is null)
        {
            if (Obstacle(view) is { } obstacle) return obstacle;
            if (view.TakenPodName is { } taken)
                return new Stall("PodNameTaken", $"Pod \"{taken}\" exists and belongs to something else. Delete it, and Onair creates the Connector's own.");
            if (!view.Resolved) return new ConnectorStep.Resolve();
            return view.NetworkIsRestricted ? new ConnectorStep.CreatePod() : new ConnectorStep.RestrictNetwork();
        }

        if (view.Pod is { Deleting: true } or { Ended: true }) return new ConnectorStep.NextAttempt();
        // What is on air stays on air, whatever is wrong with what was declared since.
        if (Obstacle(view) is null)
        {
            if (!view.Resolved) return new ConnectorStep.Resolve();
            if (view.PlanIsCurrent is null) return new ConnectorStep.WritePlan();
            if (view.PlanIsCurrent == false)
            {
                if (Look(view) is { } look) return look;
                if (view.Spec.ApplyPolicy == ApplyPolicy.Immediately || !view.IsOnAir) return new ConnectorStep.NextAttempt();
            }
        }

        if (Look(view) is { } ask) return ask;
        if (view is { IsPushing: true, Status.Run.OnAirAt: null }) return new ConnectorStep.RecordOnAir();
        return Outcome(view, view.Pod);
    }

    private static RoundEnd Outcome(ConnectorView view, PodView pod)
    {
        if (Obstacle(view) is { } known) return known;
        if (pod.IsPushing) return new Settle();
        return pod switch
        {
            { Obstacle: { NeedsUser: true } obstacle } => new Stall(obstacle.Reason, obstacle.Message),
            { Obstacle: { } passing } => new Wait(passing.Reason, passing.Message),
            { Report.PushMessage: { } message } => new Wait("PushRefused", message),
            { HasNoData: true } => new Wait("NoData", PodView.NoData),
            { Report: { Reason: { } reason, Message: { } message } } => new Wait(reason, message),
            { Report.Stages: [.., { Name: var stage }] } => new Wait("Starting", $"The pod has reached the stage {stage}."),
            { Asked: true, Report: null } when view.Status.Run?.OnAirAt is not null => new Wait("NoAnswer", "The pod does not answer."),
            _ => new Wait("Starting", "The pod is starting."),
        };
    }

    private static Stall? Invalid(ConnectorView view) => view.Violations.Count > 0 ? new("Invalid", string.Join("; ", view.Violations)) : null;

    private static RoundEnd? Obstacle(ConnectorView view) => view switch
    {
        { Violations.Count: > 0 } => Invalid(view),
        { Target: TargetView.Wrong wrong } => wrong.End,
        { SourceProblem: { } problem } => problem,
        // A channel that is not running yet takes no push.
        { Target: TargetView.Waits waits } when view is { Pod: null, IsOnAir: false } or { NeedsAnotherRun: true, Spec.ApplyPolicy: ApplyPolicy.Immediately } => new Wait(waits.Reason, waits.Message, WaitFor.Cluster),
        _ => null,
    };
}
