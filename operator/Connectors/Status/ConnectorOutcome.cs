using Onair.Api.Connectors;
using Onair.Api.LiveStreams;
using Onair.Connectors;
using Onair.Operator.Connectors.Decisions;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.Connectors.Status;

/// <summary>The status at the end of a round. A pure function.</summary>
internal static class ConnectorOutcome
{
    public static ConnectorStatus After(ConnectorView view, RoundEnd end, long? generation)
    {
        var status = Reported(view);
        var conditions = new Conditions(status.Conditions, generation, view.Now);
        var (phase, reason, message) = Outcome(view, end);
        if (end is Settle) EndConditions.Settled(conditions, reason, message);
        else EndConditions.Unsettled(conditions, end);
        OnAirCondition.Set(conditions, view);
        Source(conditions, view);
        if (view is { Pod: not null, PlanIsCurrent: false } or { NeedsAnotherRun: true, IsOnAir: true })
            conditions.Set(ConnectorConditions.ChangesPending, true, view.Spec.ApplyPolicy.ToString(), Pending(view));
        else conditions.Remove(ConnectorConditions.ChangesPending);
        return status with { ObservedGeneration = generation, Phase = phase, Conditions = conditions.All };
    }

    private static string Pending(ConnectorView view) => view.Spec.ApplyPolicy == ApplyPolicy.Immediately
        ? "The edit takes effect as soon as it can; until then the run goes on as it was begun."
        : "The edit takes effect at the next start; spec.applyPolicy: Immediately applies it now, which is off air for some seconds.";

    private static (string Phase, string Reason, string Message) Outcome(ConnectorView view, RoundEnd end) => end switch
    {
        Settle when view.RunTarget is TargetView.Off off && view.Spec.State == ConnectorState.Running => ("Standby", "Standby", off.Message),
        Settle when view.Status.Run is null => ("Stopped", "Stopped", "Nothing runs."),
        Settle => ("OnAir", "OnAir", $"{view.Status.Target} receives the push."),
        Stall stall => ("Failed", stall.Reason, stall.Message),
        // What was begun goes on.
        Wait { For: WaitFor.Reference } wait when view is { Deleting: false, Status.Run: not null } => (view.Status.Phase ?? "Starting", wait.Reason, wait.Message),
        Wait wait => (view.Deleting ? "Deleting" : wait.Reason is "Paused" or "Stopping" ? wait.Reason : view.Status.Run is null ? "Waiting" : "Starting", wait.Reason, wait.Message),
        _ => throw new InvalidOperationException($"{end.GetType().Name} ends no round."),
    };

    // A pod that does not answer may be busy: what it said last stands until it says something else, or is gone.
    private static ConnectorStatus Reported(ConnectorView view)
    {
        if (view is not { Pod: { Report: { } report } pod, Status.Run: { } run }) return view.Status with { Node = view.Pod?.Node ?? view.Status.Node };
        return view.Status with
        {
            Node = pod.Node,
            Source = report.Source is { } source ? ConnectorTexts.Text(source) : null,
            Restarts = report.Restarts + pod.Restarts + run.Attempts - 1,
            Stages = [.. report.Stages.Select(stage => Stage(stage, report))],
            AudioDelaySeconds = report.AudioDelaySeconds is { } delay ? Math.Round(delay, 3) : null,
        };
    }

    private static ConnectorStage Stage(ReportedStage stage, ConnectorReport report) =>
        new() { Name = stage.Name, At = stage.At, Seconds = Math.Round((stage.At - report.StartedAt).TotalSeconds, 1) };

    private static void Source(Conditions conditions, ConnectorView view)
    {
        if (view.Pod is null) conditions.Remove(ConnectorConditions.SourceHealthy);
        else if (view.Pod.Report is { } report)
        {
            if (report.Source == 0 && report.Reason is null) conditions.Set(ConnectorConditions.SourceHealthy, true, "Shown", "The source is shown.");
            else conditions.Set(ConnectorConditions.SourceHealthy, false, report.Reason ?? "Starting", report.Message ?? "The source is not shown yet.");
        }
    }
}
