using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Onair.Api;
using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Api.VideoAssets;
using Onair.Events.Data;
using Onair.Events.Transitions;
using Onair.Kubernetes;

namespace Onair.Operator.Outboxes;

/// <summary>What the outboxes of the kinds differ in.</summary>
/// <param name="Outbox">The outbox of a resource.</param>
/// <param name="Assemble">A resource with the metadata and spec of the first, the status of the second, and an outbox.</param>
/// <param name="Between">What happened from one to the other.</param>
/// <param name="Data">The data of an event.</param>
/// <param name="Status">The status without outbox, to compare it.</param>
internal sealed record OutboxKind<T>(
    Func<T, OutboxStatus?> Outbox,
    Func<T, T, OutboxStatus?, T> Assemble,
    Func<T, T, IEnumerable<Transition>> Between,
    Func<T, Transition, DateTimeOffset, string> Data,
    Func<T, byte[]> Status)
    where T : class, IKubernetesObject;

/// <summary>The kinds that have an outbox.</summary>
internal static class OutboxKinds
{
    public static OutboxKind<LiveStream> LiveStreams { get; } = new(
        stream => stream.Recorded.Outbox,
        (stream, changed, outbox) => stream.With(changed.Recorded with { Outbox = outbox }),
        (before, after) => StreamTransitions.Between(before.Recorded, after.Recorded),
        EventData.Of,
        stream => Json(stream.Recorded with { Outbox = null }, OnairJsonContext.Default.LiveStreamStatus));

    public static OutboxKind<ArchiveSplit> ArchiveSplits { get; } = new(
        split => split.Recorded.Outbox,
        (split, changed, outbox) => split.With(changed.Recorded with { Outbox = outbox }),
        (before, after) => SplitTransitions.Between(before.Recorded, after.Recorded),
        EventData.Of,
        split => Json(split.Recorded with { Outbox = null }, OnairJsonContext.Default.ArchiveSplitStatus));

    public static OutboxKind<VideoAsset> VideoAssets { get; } = new(
        asset => asset.Recorded.Outbox,
        (asset, changed, outbox) => asset.With(changed.Recorded with { Outbox = outbox }),
        (before, after) => AssetTransitions.Between(before.Recorded, after.Recorded),
        EventData.Of,
        asset => Json(asset.Recorded with { Outbox = null }, OnairJsonContext.Default.VideoAssetStatus));

    private static byte[] Json<TStatus>(TStatus status, JsonTypeInfo<TStatus> type) => JsonSerializer.SerializeToUtf8Bytes(status, type);
}
