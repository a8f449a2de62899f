using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;

namespace Onair.Api.ArchiveSplits;

/// <summary>All that the rules of an ArchiveSplit judge.</summary>
/// <param name="Split">What is declared and recorded.</param>
public sealed record ArchiveSplitCase(ArchiveSplit Split)
{
    /// <summary>The LiveStream that it names; null when it is not known, and the rules about it are not judged.</summary>
    public LiveStream? Stream { get; init; }

    /// <summary>The MediaProvider of the stream; null when it is not known, and its rules are not judged.</summary>
    public MediaProviderSpec? Provider { get; init; }

    /// <summary>The other ArchiveSplits of its namespace.</summary>
    public IReadOnlyList<ArchiveSplit> Others { get; init; } = [];

    /// <summary>The spec that is stored, when it is edited; null when that is not known, or there is none.</summary>
    public ArchiveSplitSpec? Before { get; init; }

    /// <summary>It is not stored yet: every other is older.</summary>
    public bool IsNew { get; init; }

    /// <summary>The session that is cut; null when there is none yet.</summary>
    public SplitSession? Session => SplitSession.Of(Split, Stream);
}
