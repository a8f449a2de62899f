using System.Globalization;
using Onair.Api.Common;
using Onair.Api.Connectors;
using Onair.Operator.Connectors.Decisions;

namespace Onair.Operator.Connectors.Status;

/// <summary>The condition OnAir: whether the target receives the push, and of a push that has ended when and why. A pure function.</summary>
internal static class OnAirCondition
{
    /// <summary>The push that was on air has ended.</summary>
    private const string Ended = "PushEnded";

    public static void Set(Conditions conditions, ConnectorView view)
    {
        if (view is { Status.ChimePipeline: not null, Pipeline.State: { } state })
        {
            var pushes = state == PipelineView.InProgress;
            conditions.Set(ConnectorConditions.OnAir, pushes, pushes ? "Pushing" : state, pushes ? $"AWS pushes to {view.Status.Target}." : $"The media pipeline is {state}.");
            return;
        }
        if (view.Status.Run is not { } run) conditions.Set(ConnectorConditions.OnAir, false, "NotRunning", $"Nothing is pushed.{Last(view.Status.LastRun)}");
        else if (view.Pod is { } pod) OfPod(conditions, view, run, pod);
        else conditions.Set(ConnectorConditions.OnAir, false, "NotRunning", "Nothing is pushed.");
    }

    private static void OfPod(Conditions conditions, ConnectorView view, ConnectorRun run, PodView pod)
    {
        // It closes its push first.
        if (pod.Deleting) conditions.Set(ConnectorConditions.OnAir, false, ConnectorConditions.Stopping, "The pod ends its push.");
        else if (pod.IsPushing) conditions.Set(ConnectorConditions.OnAir, true, "Pushing", $"{view.Status.Target} receives the push.");
        else if (pod is { HasNoData: true, Report.PushMessage: null }) conditions.Set(ConnectorConditions.OnAir, false, "NoData", PodView.NoData);
        else if (pod.Report is { PushMessage: { } refused }) conditions.Set(ConnectorConditions.OnAir, false, "PushRefused", refused);
        else if (pod.Report is { } report && run.OnAirAt is { } since) BrokeOff(conditions, view.Now, since, report.Message);
        else if (pod.Report is not null) conditions.Set(ConnectorConditions.OnAir, false, "Starting", "The push has not begun yet.");
        else if (pod.Obstacle is { } obstacle) conditions.Set(ConnectorConditions.OnAir, false, obstacle.Reason, obstacle.Message);
        else if (pod.Address is null) conditions.Set(ConnectorConditions.OnAir, false, "Starting", "The pod is starting.");
        else if (pod.Asked) conditions.Set(ConnectorConditions.OnAir, ConditionStatus.Unknown, "NoAnswer", "The pod does not answer.");
    }

    // When it ended is said once: a time that moves on would be a write each.
    private static void BrokeOff(Conditions conditions, DateTimeOffset now, DateTimeOffset since, string? why)
    {
        if (conditions.All.Any(c => c is { Type: ConnectorConditions.OnAir, Status: ConditionStatus.False, Reason: Ended })) return;
        conditions.Set(ConnectorConditions.OnAir, false, Ended, $"The push ended {Times(now, since)}: {why?.TrimEnd('.') ?? "the target no longer takes it"}. It begins again when the target takes it.");
    }

    private static string Last(ConnectorRunEnd? last) => last switch
    {
        null => "",
        { OnAirAt: { } since } => $" The last push ended {Times(last.EndedAt, since)}: {last.Message}",
        _ => string.Create(CultureInfo.InvariantCulture, $" The last run ended at {last.EndedAt:yyyy-MM-ddTHH:mm:ssZ}, before it was on air: {last.Message}"),
    };

    private static string Times(DateTimeOffset ended, DateTimeOffset since) =>
        string.Create(CultureInfo.InvariantCulture, $"at {ended:yyyy-MM-ddTHH:mm:ssZ}, after {Math.Max(0, Math.Round((ended - since).TotalSeconds))} s on air");
}
