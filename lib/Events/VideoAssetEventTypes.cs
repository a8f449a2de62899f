namespace Onair.Events;

public static partial class EventTypes
{
    /// <summary>The asset waits for the upload, the section or the service.</summary>
    public const string VideoAssetWaiting = "dev.onair.videoasset.waiting";

    /// <summary>The service is preparing the video.</summary>
    public const string VideoAssetPreparing = "dev.onair.videoasset.preparing";

    /// <summary>The video can be played.</summary>
    public const string VideoAssetReady = "dev.onair.videoasset.ready";

    /// <summary>There will be no video until somebody changes something.</summary>
    public const string VideoAssetErrored = "dev.onair.videoasset.errored";

    /// <summary>The asset is deleted at the service, or retained there as declared, and the resource is removed.</summary>
    public const string VideoAssetDeleted = "dev.onair.videoasset.deleted";
}
