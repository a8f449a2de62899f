using k8s.Models;
using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams.Desired;

namespace Onair.Operator.LiveStreams.Status;

/// <summary>What records depend on, beside the status and the step.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="ArchiveBucket">The provider's bucket; null before the provider is known.</param>
/// <param name="Prices">What running costs.</param>
/// <param name="Now">The time.</param>
internal sealed record RecordContext(LiveStream Stream, string? ArchiveBucket, PriceTable Prices, DateTimeOffset Now)
{
    /// <summary>The folder that a session that begins now records to.</summary>
    public string NewArchivePath() =>
        ArchivePath.Resolve(Stream.Spec.Archive, ArchiveBucket!, Stream.Uid, Stream.Namespace(), Stream.Metadata.Name, Now);
}
