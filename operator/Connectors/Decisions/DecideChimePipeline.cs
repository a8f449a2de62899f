using Onair.Operator.Reconciliation;
using Onair.Primitives;

namespace Onair.Operator.Connectors.Decisions;

/// <summary>Decides the next step of a Connector whose source is a media pipeline of the Amazon Chime SDK: AWS pushes, and there is no pod. A pure function.</summary>
internal static class DecideChimePipeline
{
    private static readonly Backoff Pauses = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    /// <summary>The next step while it is to push.</summary>
    public static ReconcileStep Run(ConnectorView view)
    {
        if (view.ProviderProblem is var (reason, message)) return new Stall(reason, message);
        if (view.Status.ChimePipeline is not { Id: var id } recorded || (id is null && recorded.State is not null)) return Begin(view);
        if (id is null) return Create(view);
        if (view.Pipeline is not { State: var state }) return new ConnectorStep.LookAtPipeline();
        // A read may lag behind the creation.
        if (state is null && view.Now - recorded.Since < view.Lag) return new Wait("Starting", "AWS does not show the media pipeline yet.");
        return state switch
        {
            null => new ConnectorStep.RecordPipelineEnd("NotFound"),
            "Failed" or "Stopped" => new ConnectorStep.DeletePipeline(state),
            "Stopping" => new Wait("Stopping", "The media pipeline is being stopped outside Onair."),
            PipelineView.InProgress when view.Status.Run is { OnAirAt: null } => new ConnectorStep.RecordOnAir(),
            PipelineView.InProgress => new Settle(),
            _ => new Wait("Starting", $"The media pipeline is {state}."),
        };
    }

    /// <summary>The next step of its end; null when there is none.</summary>
    public static ReconcileStep? Stop(ConnectorView view)
    {
        if (view.Status.ChimePipeline is not { } recorded) return null;
        if (view.ProviderProblem is var (reason, message)) return new Wait(reason, $"{message} The media pipeline cannot be deleted without it.", WaitFor.Cluster);
        if (recorded.Id is null)
        {
            // A creation whose answer was lost may have made one.
            if (recorded.State is not null || view.PipelineFound is "" && view.Now - recorded.Since >= view.Lag) return new ConnectorStep.ForgetPipeline();
            return view.PipelineFound switch
            {
                null => new ConnectorStep.FindPipeline(),
                "" => new Wait("Stopping", "Waiting until AWS shows whether a media pipeline was created."),
                var found => new ConnectorStep.RecordPipeline(found),
            };
        }

        return view.Pipeline switch
        {
            null => new ConnectorStep.LookAtPipeline(),
            { State: null } when view.Now - recorded.Since < view.Lag && !view.PipelineIsDeleted => new Wait("Stopping", "AWS does not show the media pipeline yet."),
            { State: null } => new ConnectorStep.ForgetPipeline(),
            { State: "Stopping" } => new Wait("Stopping", "The media pipeline is stopping."),
            { State: var state } => view.PipelineIsDeleted ? new Wait("Stopping", "The media pipeline is stopping.") : new ConnectorStep.DeletePipeline(state),
        };
    }

    // A meeting that is over fails again and again: the pauses grow.
    private static ReconcileStep Begin(ConnectorView view)
    {
        if (view.Status.ChimePipeline is { State: { } ended } former && Pause(view) is var pause && view.Now - former.Since < pause)
            return new Wait("PipelineFailed", $"The media pipeline ended as {ended}. Onair creates another one after {pause.TotalSeconds:0} s. The meeting may be over.");
        return view.Resolved ? new ConnectorStep.BeginPipeline() : new ConnectorStep.Resolve();
    }

    private static ReconcileStep Create(ConnectorView view)
    {
        if (view.PipelineFound is null) return new ConnectorStep.FindPipeline();
        if (view.PipelineFound.Length > 0) return new ConnectorStep.RecordPipeline(view.PipelineFound);
        return view.Resolved ? new ConnectorStep.CreatePipeline() : new ConnectorStep.Resolve();
    }

    private static TimeSpan Pause(ConnectorView view) => Pauses.After((view.Status.Restarts ?? 0) + 1);
}
