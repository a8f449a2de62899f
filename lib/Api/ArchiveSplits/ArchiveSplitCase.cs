using Onair.Api.MediaProviders;

namespace Onair.Api.ArchiveSplits;

/// <summary>Everything that the rules of an ArchiveSplit check.</summary>
/// <param name="Split">The split, with its spec and status.</param>
public sealed record ArchiveSplitCase(ArchiveSplit Split)
{
    /// <summary>What it splits; null when it is unknown, which skips the rules about it.</summary>
    public SplitSource? Source { get; init; }

    /// <summary>The MediaProvider of the source; null when it is unknown, which skips its rules.</summary>
    public MediaProviderSpec? Provider { get; init; }

    /// <summary>The other ArchiveSplits in its namespace.</summary>
    public IReadOnlyList<ArchiveSplit> Others { get; init; } = [];

    /// <summary>On an edit, the spec that is stored; null when it is unknown or the resource is new.</summary>
    public ArchiveSplitSpec? Before { get; init; }

    /// <summary>The split is not stored yet, so all others are older.</summary>
    public bool IsNew { get; init; }

    /// <summary>The session that is split; null when there is none yet.</summary>
    public SplitSession? Session => SplitSession.Of(Split, Source);
}
