using Onair.Operator.Reconciliation;

namespace Onair.Operator.ArchiveSplits.Decisions;

/// <summary>The steps of an ArchiveSplit. Each does at most one side effect.</summary>
internal abstract record ArchiveSplitStep : ReconcileStep
{
    private ArchiveSplitStep()
    {
    }

    /// <summary>Records the session, the archive, the outputs and the spec that is carried out.</summary>
    public sealed record Accept : ArchiveSplitStep;

    /// <summary>Queues failed sections again.</summary>
    public sealed record RetryFailed(string Value) : ArchiveSplitStep;

    public sealed record LookAtArchive : ArchiveSplitStep;

    /// <summary>Looks whether the split's own outputs prove whose the recording is: its source no longer does.</summary>
    public sealed record LookForProof : ArchiveSplitStep;

    public sealed record LookAtEngine(int Position) : ArchiveSplitStep;

    /// <summary>Records that an attempt begins.</summary>
    public sealed record Begin(int Position, Coverage.Ready What) : ArchiveSplitStep;

    /// <summary>Starts the recorded attempt in the engine.</summary>
    public sealed record Start(int Position, Coverage.Ready What) : ArchiveSplitStep;

    /// <summary>Moves the output to its name and records it.</summary>
    public sealed record Finish(int Position, EngineView.Succeeded Result) : ArchiveSplitStep;

    /// <summary>Records that an attempt failed, and cleans up after it.</summary>
    /// <param name="Position">Of the section.</param>
    /// <param name="Message">Why.</param>
    /// <param name="Final">It is not retried automatically.</param>
    public sealed record Fail(int Position, string Message, bool Final, string? WrongField = null) : ArchiveSplitStep;

    /// <summary>Signs the URLs of the completed sections, and writes them into the Secret.</summary>
    public sealed record WriteDownloads : ArchiveSplitStep;

    /// <summary>Removes a Job that belongs to no attempt in progress.</summary>
    public sealed record RemoveJob(string Name) : ArchiveSplitStep;

    /// <summary>Ends all work, because the split is being deleted.</summary>
    public sealed record CancelWork : ArchiveSplitStep;

    /// <summary>Deletes the outputs.</summary>
    public sealed record RemoveOutputs : ArchiveSplitStep;
}
