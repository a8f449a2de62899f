using Onair.Api.LiveStreams;

namespace Onair.Operator.LiveStreams.Status;

/// <summary>What records depend on, beside the status and the step.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="ArchiveBucket">The provider's bucket; null before the provider is known.</param>
/// <param name="Prices">What running costs.</param>
/// <param name="Now">The time.</param>
internal sealed record RecordContext(LiveStream Stream, string? ArchiveBucket, PriceTable Prices, DateTimeOffset Now)
{
    /// <summary>Makes a folder of <c>spec.archive.path</c> the stream's own; null keeps it as it is.</summary>
    public Func<string, string>? Give { get; init; }

    /// <summary>The folder that a session that begins now records to.</summary>
    public string NewArchivePath()
    {
        var folder = SessionFolder.Resolve(Stream.Spec.Archive.Path, ArchiveBucket!, Stream, Now);
        return Give?.Invoke(folder) ?? folder;
    }
}
