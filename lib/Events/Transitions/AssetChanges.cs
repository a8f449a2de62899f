using Onair.Api.Common;
using Onair.Api.VideoAssets;
using Onair.Kubernetes.Events;

namespace Onair.Events.Transitions;

/// <summary>What happened to a VideoAsset between two statuses. A pure function.</summary>
public static class AssetChanges
{
    /// <summary>The changes, in order.</summary>
    /// <param name="before">The status that is stored.</param>
    /// <param name="after">The status that replaces it.</param>
    public static IEnumerable<Change> Between(VideoAssetStatus before, VideoAssetStatus after)
    {
        if (after.Upload is { SecretName: { } secret } upload && before.Upload is not { SecretName: not null })
            yield return Change.Normal("UploadCreated", $"The URL to upload to is in Secret \"{secret}\" until {upload.ExpiresAt:yyyy-MM-ddTHH:mm:ssZ}.");
        if (after.AssetId is { } asset && asset != before.AssetId) yield return Change.Normal("AssetCreated", $"The service is preparing the video: asset {asset}.");
        if (before.State != after.State && Of(after) is { } change) yield return change;
        if (before.NewUpload != after.NewUpload && after.AssetId is not null && after.AssetId == before.AssetId)
            yield return Change.Warning("NewUploadIgnored", $"The annotation {Annotations.NewUpload} has no effect: the video exists. To upload another one, create another VideoAsset.");
        if (after.Playback is { KeyId: { } key } && before.Playback is { KeyId: { } former } && key != former)
            yield return Change.Normal("KeyRotated", $"The tokens are signed with key {key} instead of {former}.");
        if (Stalled(before, after) is { } stalled) yield return stalled;
        if (before.Outbox?.ClosedAt is null && after.Outbox?.ClosedAt is not null) yield return Change.Told(new(EventTypes.VideoAssetDeleted));
    }

    private static Change? Of(VideoAssetStatus after) => after.State switch
    {
        VideoAssetState.Waiting => Change.Told(new(EventTypes.VideoAssetWaiting)),
        VideoAssetState.Preparing => Change.Told(new(EventTypes.VideoAssetPreparing)),
        VideoAssetState.Ready => new(
            new(EventTypes.VideoAssetReady),
            new(EventType.Normal, "Ready", $"The video plays{(after.Playback?.Url is { } url ? $" at {url}" : "")}{(after.Media?.Duration is { } length ? $", {length} long" : "")}.")),
        VideoAssetState.Errored => new(
            new(EventTypes.VideoAssetErrored) { Reason = "Errored", Message = after.Error },
            new(EventType.Warning, "Errored", $"{after.Error ?? "The service could not prepare the video"}.")),
        VideoAssetState.TimedOut => Errored(EventType.Warning, "UploadTimedOut", "Nothing was uploaded in time."),
        VideoAssetState.Cancelled => Errored(EventType.Normal, "UploadCancelled", "The upload was canceled."),
        _ => null,
    };

    private static Change Errored(EventType type, string reason, string message) =>
        new(new(EventTypes.VideoAssetErrored) { Reason = reason, Message = message }, new(type, reason, message));

    // The end of an upload or asset is reported with its state. EventSinks are told once for each reason.
    private static Change? Stalled(VideoAssetStatus before, VideoAssetStatus after)
    {
        var (was, now) = (Find(before), Find(after));
        if (now is not { Status: ConditionStatus.True } || after.State is VideoAssetState.Errored or VideoAssetState.TimedOut or VideoAssetState.Cancelled) return null;
        if (was?.Status != ConditionStatus.True || was.Reason != now.Reason)
            return new(new(EventTypes.VideoAssetErrored) { Reason = now.Reason, Message = now.Message }, new(EventType.Warning, now.Reason, now.Message));
        return now.Message == was.Message ? null : Change.Warning(now.Reason, now.Message);
    }

    private static Condition? Find(VideoAssetStatus status) => status.Conditions.FirstOrDefault(c => c.Type == ConditionTypes.Stalled);
}
