using Onair.Operator.ExternalResources;
using Onair.Operator.Reconciliation;
using Onair.Primitives;

namespace Onair.Operator.Connectors.Decisions;

/// <summary>Decides the next step of a Connector whose source is a media pipeline of the Amazon Chime SDK: AWS pushes, and there is no pod. A pure function.</summary>
internal static class DecideChimePipeline
{
    private const ChimeResource Kind = ChimeResource.Pipeline;

    private static readonly Backoff Pauses = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));

    /// <summary>The next step while it is to push.</summary>
    public static ReconcileStep Run(ConnectorView view)
    {
        if (view.ProviderProblem is var (reason, message)) return new Wait(reason, message, WaitFor.Cluster);
        if (view.Status.ChimePipeline is not { Id: var id } recorded || (id is null && recorded.State is not null)) return Begin(view);
        if (id is null) return Create(view);
        if (view.Pipeline is not { } seen) return Look(byTag: false);
        if (!seen.Exists) return Unseen(view, recorded.Since, "Starting", new ConnectorStep.RecordPipelineEnd("NotFound"));
        if (Loss.Found(ChimeView.Of(view), Kind) is { } found) return found;
        return seen.State switch
        {
            "Failed" or "Stopped" when view.PipelineIsDeleted => new ConnectorStep.RecordPipelineEnd(seen.State),
            "Failed" or "Stopped" => End(view, new ConnectorStep.RecordPipelineEnd(seen.State)),
            "Stopping" => new Wait("Stopping", "The media pipeline is being stopped outside Onair."),
            PipelineView.InProgress when view.Status.Run is { OnAirAt: null } => new ConnectorStep.RecordOnAir(),
            PipelineView.InProgress => new Settle(),
            _ => new Wait("Starting", $"The media pipeline is {seen.State}."),
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
            if (recorded.State is not null || view.PipelineFound is { Exists: false } && view.Now - recorded.Since >= view.Lag) return new ConnectorStep.ForgetPipeline();
            return view.PipelineFound switch
            {
                null => Look(byTag: true),
                { Exists: false } => new Wait("Stopping", "Waiting until AWS shows whether a media pipeline was created."),
                { Id: var id } => new ConnectorStep.RecordId(Kind, id!),
            };
        }

        return view.Pipeline switch
        {
            null => Look(byTag: false),
            { Exists: false } => Unseen(view, recorded.Since, "Stopping", new ConnectorStep.ForgetPipeline()),
            { State: "Stopping" } => new Wait("Stopping", "The media pipeline is stopping."),
            _ => view.PipelineIsDeleted ? new Wait("Stopping", "The media pipeline is stopping.") : End(view, new ConnectorStep.ForgetPipeline()),
        };
    }

    // A pipeline bills until it is deleted: one NotFound does not give it up, and neither does a record that names another one.
    private static ReconcileStep Unseen(ConnectorView view, DateTimeOffset since, string reason, ReconcileStep then)
    {
        if (view.PipelineIsDeleted) return then;
        // A read may lag behind the creation.
        if (view.Now - since < view.Lag) return new Wait(reason, "AWS does not show the media pipeline yet.");
        return Loss.Doubt(ChimeView.Of(view), Kind, "Onair takes it for ended only after AWS has repeatedly failed to find it.") ?? Other(view, then);
    }

    // Ends the pipeline by the proof of its tags.
    private static ReconcileStep End(ConnectorView view, ReconcileStep then)
    {
        if (view.Pipeline is not { HasTags: true }) return new ConnectorStep.ReadPipelineTags();
        var chime = ChimeView.Of(view);
        return Proof.Next(chime, Kind) switch
        {
            null => new ConnectorStep.Delete(chime.Proven(Kind)),
            // The connector's own one may run beside it.
            ConnectorStep.RecordLoss => Other(view, then),
            var step => step,
        };
    }

    private static ReconcileStep Other(ConnectorView view, ReconcileStep otherwise) => view.PipelineFound switch
    {
        null => Look(byTag: true),
        { Id: { } id } => new ConnectorStep.RecordId(Kind, id),
        _ => otherwise,
    };

    private static ConnectorStep.Look Look(bool byTag) => new(Kind, byTag);

    // A meeting that is over fails again and again: the pauses grow.
    private static ReconcileStep Begin(ConnectorView view)
    {
        if (view.Status.ChimePipeline is { State: { } ended } former && Pause(view) is var pause && view.Now - former.Since < pause)
            return new Wait("PipelineFailed", $"The media pipeline ended as {ended}. Onair creates another one after {pause.TotalSeconds:0} s. The meeting may be over.");
        return view.Resolved ? new ConnectorStep.BeginPipeline() : new ConnectorStep.Resolve();
    }

    private static ReconcileStep Create(ConnectorView view)
    {
        if (view.PipelineFound is null) return Look(byTag: true);
        if (view.PipelineFound.Id is { } found) return new ConnectorStep.RecordId(Kind, found);
        return view.Resolved ? new ConnectorStep.CreatePipeline() : new ConnectorStep.Resolve();
    }

    private static TimeSpan Pause(ConnectorView view) => Pauses.After((view.Status.Restarts ?? 0) + 1);
}
