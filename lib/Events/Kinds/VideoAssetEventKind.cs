using Onair.Api.VideoAssets;
using Onair.Events.Data;
using Onair.Events.Formats.Plain;

namespace Onair.Events.Kinds;

/// <summary>The events of a VideoAsset.</summary>
public static class VideoAssetEventKind
{
    /// <summary>What all places that handle the events of every kind need to know.</summary>
    public static EventKind<VideoAsset> Definition { get; } = EventKind<VideoAsset>.Of(
        VideoAssetKind.Definition,
        EventJson.Wire.VideoAssetData,
        VideoAssetMapping.Of,
        VideoAssetObjects.Of,
        [
            EventTypes.VideoAssetWaiting, EventTypes.VideoAssetPreparing, EventTypes.VideoAssetReady, EventTypes.VideoAssetErrored,
            EventTypes.VideoAssetDeleted,
        ]);
}
