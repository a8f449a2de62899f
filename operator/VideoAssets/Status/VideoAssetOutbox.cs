using Onair.Api;
using Onair.Api.VideoAssets;
using Onair.Events.Kinds;
using Onair.Events.Transitions;
using Onair.Kubernetes.Client;
using Onair.Operator.Outboxes;

namespace Onair.Operator.VideoAssets.Status;

/// <summary>The outbox of VideoAssets.</summary>
internal static class VideoAssetOutbox
{
    public static OutboxKind<VideoAsset> Kind { get; } = new(
        asset => asset.Recorded,
        asset => asset.Recorded.Outbox,
        (asset, changed, outbox) => asset.With(changed.Recorded with { Outbox = outbox }),
        (before, after) => AssetChanges.Between(before.Recorded, after.Recorded),
        VideoAssetEventKind.Definition.Data,
        (a, b) => ObjectJson.AreSame(a.Recorded with { Outbox = null }, b.Recorded with { Outbox = null }, OnairJsonContext.Default.VideoAssetStatus));
}
