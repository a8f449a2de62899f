using Onair.Api.ArchiveSplits;
using Onair.Api.Rules;
using Onair.Operator.ArchiveSplits.Engines;
using Onair.Operator.Archives;

namespace Onair.Operator.ArchiveSplits.Decisions;

/// <summary>All that is known of a split: what is declared, recorded and seen.</summary>
internal sealed record SplitView
{
    public required ArchiveSplitSpec Spec { get; init; }

    public required ArchiveSplitStatus Status { get; init; }

    public required DateTimeOffset Now { get; init; }

    public bool Paused { get; init; }

    public bool Deleting { get; init; }

    public bool HasFinalizer { get; init; }

    /// <summary>The annotation onair.dev/retry.</summary>
    public string? Retry { get; init; }

    public IReadOnlyList<Violation> Violations { get; init; } = [];

    /// <summary>The stream is there. Once the split is accepted, it is not needed any more.</summary>
    public bool StreamFound { get; init; } = true;

    /// <summary>There is a session to cut.</summary>
    public bool SessionFound { get; init; } = true;

    /// <summary>Nothing is added to the session's archive any more.</summary>
    public bool SessionOver { get; init; }

    /// <summary>Why the account cannot be used; null when it can.</summary>
    public (string Reason, string Message)? ProviderProblem { get; init; }

    /// <summary>Null until it was looked at in this round.</summary>
    public ArchiveView? Archive { get; init; }

    /// <summary>What was seen in this round of the attempts under way, by position.</summary>
    public IReadOnlyDictionary<int, EngineView> Engines { get; init; } = new Dictionary<int, EngineView>();

    /// <summary>Jobs of this split that belong to no attempt under way.</summary>
    public IReadOnlyList<string> StrayJobs { get; init; } = [];

    /// <summary>A deletion has ended all work in this round.</summary>
    public bool WorkIsGone { get; init; }

    /// <summary>A deletion has removed the outputs in this round.</summary>
    public bool OutputsAreGone { get; init; }

    /// <summary>Sections that may be cut at the same time.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>How often a section is tried.</summary>
    public int Attempts { get; init; } = 4;

    public IEnumerable<SplitSectionStatus> In(SplitSectionState state) => Status.Sections.Where(s => s.State == state);
}
