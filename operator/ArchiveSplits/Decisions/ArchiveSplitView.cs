using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Operator.Archives;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.ArchiveSplits.Decisions;

/// <summary>What is declared, recorded and observed of an ArchiveSplit.</summary>
internal sealed record ArchiveSplitView : ResourceView
{
    public required ArchiveSplitSpec Spec { get; init; }

    public required ArchiveSplitStatus Status { get; init; }

    /// <summary>The annotation onair.dev/retry.</summary>
    public string? Retry { get; init; }

    /// <summary>The annotation onair.dev/renew.</summary>
    public string? Renew { get; init; }

    /// <summary>Name of the Secret with the URLs of the MP4s.</summary>
    public string DownloadSecretName { get; init; } = "";

    /// <summary>The Secret with URLs that are valid is gone, or was edited.</summary>
    public bool DownloadsAreLost { get; init; }

    /// <summary>Why the Secret could not be written in this round; null when nothing failed.</summary>
    public DownloadProblem? DownloadProblem { get; init; }

    /// <summary>What it splits, as messages name it: the field, the kind and the name.</summary>
    public (string Field, string Kind, string Name) Names { get; init; }

    /// <summary>What it splits exists. An accepted split no longer needs it.</summary>
    public bool SourceFound { get; init; } = true;

    /// <summary>A session to cut exists.</summary>
    public bool SessionFound { get; init; } = true;

    /// <summary>Nothing more is added to the session's archive.</summary>
    public bool SessionOver { get; init; }

    /// <summary>The recording is proven to be the source's, or the split's own outputs prove it.</summary>
    public bool IsProven { get; init; } = true;

    /// <summary>The split's outputs were looked at for a proof in this round.</summary>
    public bool ProofAsked { get; init; }

    /// <summary>The folder of the recording, as the source's status or the split's has it.</summary>
    public string? Folder { get; init; }

    /// <summary>Null until it was looked at in this round.</summary>
    public ArchiveView? Archive { get; init; }

    /// <summary>The attempts in progress as observed in this round, by position.</summary>
    public IReadOnlyDictionary<int, EngineView> Engines { get; init; } = new Dictionary<int, EngineView>();

    /// <summary>Jobs of this split that belong to no attempt in progress.</summary>
    public IReadOnlyList<string> StrayJobs { get; init; } = [];

    /// <summary>A deletion has cancelled all work in this round.</summary>
    public bool CancelSent { get; init; }

    /// <summary>A deletion has found no work left in this round.</summary>
    public bool WorkIsGone { get; init; }

    /// <summary>A deletion has removed the outputs in this round.</summary>
    public bool OutputsAreGone { get; init; }

    /// <summary>Sections that may be cut at the same time.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>How many attempts a section has.</summary>
    public int Attempts { get; init; } = 4;

    public override OutboxStatus? Outbox => Status.Outbox;

    public IEnumerable<SplitSectionStatus> In(SplitSectionState state) => Status.Sections.Where(s => s.State == state);
}
