using Onair.Operator.ArchiveSplits.Engines;

namespace Onair.Operator.ArchiveSplits.Decisions;

/// <summary>What is to be done next about a split: one side effect, or the end of the round.</summary>
internal abstract record SplitStep
{
    private SplitStep()
    {
    }

    public sealed record AddFinalizer : SplitStep;

    public sealed record RemoveFinalizer : SplitStep;

    /// <summary>Records which session, archive and outputs it is about, and the spec that is carried out.</summary>
    public sealed record Accept : SplitStep;

    /// <summary>Makes failed sections wait for their turn again.</summary>
    public sealed record RetryFailed(string Value) : SplitStep;

    public sealed record LookAtArchive : SplitStep;

    public sealed record LookAtEngine(int Position) : SplitStep;

    /// <summary>Records that an attempt begins.</summary>
    public sealed record Begin(int Position, Coverage.Ready What) : SplitStep;

    /// <summary>Has the engine work on the attempt that was recorded.</summary>
    public sealed record Start(int Position, Coverage.Ready What) : SplitStep;

    /// <summary>Puts the output under its name and records it.</summary>
    public sealed record Finish(int Position, EngineView.Succeeded Result) : SplitStep;

    /// <summary>Records that an attempt failed, and cleans up behind it.</summary>
    /// <param name="Position">Of the section.</param>
    /// <param name="Message">Why.</param>
    /// <param name="Final">It is not tried again by itself.</param>
    public sealed record Fail(int Position, string Message, bool Final) : SplitStep;

    /// <summary>Removes a Job that belongs to no attempt under way.</summary>
    public sealed record RemoveJob(string Name) : SplitStep;

    /// <summary>Ends all work, for the split goes.</summary>
    public sealed record CancelWork : SplitStep;

    /// <summary>Deletes the outputs.</summary>
    public sealed record RemoveOutputs : SplitStep;

    /// <summary>The round ends; something else has to happen first.</summary>
    public sealed record Wait(string Reason, string Message, WaitFor For) : SplitStep;

    /// <summary>The round ends; somebody has to help.</summary>
    public sealed record Stall(string Reason, string Message) : SplitStep;

    /// <summary>The round ends; all sections are cut.</summary>
    public sealed record Settle : SplitStep;
}

/// <summary>What a split waits for: how soon to look again.</summary>
internal enum WaitFor
{
    /// <summary>Something in the cluster, which wakes the split by itself.</summary>
    Cluster,

    /// <summary>Sections that are being cut.</summary>
    Engine,

    /// <summary>The recording, its index, or the next attempt.</summary>
    Recording,
}
