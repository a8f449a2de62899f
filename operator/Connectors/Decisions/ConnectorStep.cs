using Onair.Operator.ExternalResources;

namespace Onair.Operator.Connectors.Decisions;

/// <summary>The steps of a Connector. Each does at most one side effect.</summary>
internal abstract record ConnectorStep : ResourceStep<ChimeResource>
{
    private ConnectorStep()
    {
    }

    /// <summary>Reads what the target, the sources and the join script refer to.</summary>
    public sealed record Resolve : ConnectorStep;

    /// <summary>Records that a run begins. From then on the target is this connector's.</summary>
    public sealed record BeginRun : ConnectorStep;

    /// <summary>Records that the run's pod is lost and gets a successor.</summary>
    public sealed record NextAttempt : ConnectorStep;

    /// <summary>Limits the pod's connections, before there is a pod.</summary>
    public sealed record RestrictNetwork : ConnectorStep;

    /// <summary>Creates the pod of the recorded attempt.</summary>
    public sealed record CreatePod : ConnectorStep;

    /// <summary>Writes the plan that the pod waits for, or reads the one that is there.</summary>
    public sealed record WritePlan : ConnectorStep;

    /// <summary>Asks the pod how it is doing.</summary>
    public sealed record AskPod : ConnectorStep;

    /// <summary>Records that the target received the push for the first time in this run.</summary>
    public sealed record RecordOnAir : ConnectorStep;

    /// <summary>Ends a pod: it closes its push.</summary>
    public sealed record DeletePod(string Name) : ConnectorStep;

    /// <summary>Records that a media pipeline is about to be created, and the token that makes a repeat harmless.</summary>
    public sealed record BeginPipeline : ConnectorStep;

    /// <summary>Reads whose the recorded media pipeline is.</summary>
    public sealed record ReadPipelineTags : ConnectorStep;

    /// <summary>Creates the media pipeline, and records its id.</summary>
    public sealed record CreatePipeline : ConnectorStep;

    /// <summary>Records that the media pipeline is gone; another one follows.</summary>
    public sealed record RecordPipelineEnd(string State) : ConnectorStep;

    /// <summary>Records that there is no media pipeline any more.</summary>
    public sealed record ForgetPipeline : ConnectorStep;

    /// <summary>Records that nothing runs any more. The target is free.</summary>
    public sealed record EndRun : ConnectorStep;
}
