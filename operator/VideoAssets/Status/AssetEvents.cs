using Onair.Api.Common;
using Onair.Api.VideoAssets;
using Onair.Kubernetes;

namespace Onair.Operator.VideoAssets.Status;

/// <summary>The transitions between two statuses, as Kubernetes Events. A pure function.</summary>
internal static class AssetEvents
{
    public static IEnumerable<(EventType Type, string Reason, string Message)> Between(VideoAssetStatus before, VideoAssetStatus after)
    {
        if (after.Upload is { SecretName: { } secret } upload && before.Upload is not { SecretName: not null })
            yield return (EventType.Normal, "UploadCreated", $"The URL to upload to is in Secret \"{secret}\" until {upload.ExpiresAt:yyyy-MM-ddTHH:mm:ssZ}.");
        if (after.AssetId is { } asset && asset != before.AssetId) yield return (EventType.Normal, "AssetCreated", $"The service makes a video of it: asset {asset}.");
        if (Of(before, after) is { } change) yield return change;
        if (before.NewUpload != after.NewUpload && after.AssetId is not null && after.AssetId == before.AssetId)
            yield return (EventType.Warning, "NewUploadIgnored", $"The annotation {Annotations.NewUpload} does nothing: there is a video. Another one is another VideoAsset.");
        if (after.Playback is { KeyId: { } key } && before.Playback is { KeyId: { } former } && key != former)
            yield return (EventType.Normal, "KeyRotated", $"The tokens are signed with key {key} instead of {former}.");
        var (was, now) = (Stalled(before), Stalled(after));
        if (now is { Status: ConditionStatus.True } && now.Message != was?.Message && after.State is not (VideoAssetState.Errored or VideoAssetState.TimedOut or VideoAssetState.Cancelled))
            yield return (EventType.Warning, now.Reason, now.Message);
    }

    private static (EventType Type, string Reason, string Message)? Of(VideoAssetStatus before, VideoAssetStatus after) => before.State == after.State ? null : after.State switch
    {
        VideoAssetState.Ready => (EventType.Normal, "Ready", $"It plays{(after.Playback?.Url is { } url ? $" at {url}" : "")}{(after.Media?.Duration is { } length ? $", {length} long" : "")}."),
        VideoAssetState.Errored => (EventType.Warning, "Errored", $"{after.Error ?? "The service could not make a video of it"}."),
        VideoAssetState.TimedOut => (EventType.Warning, "UploadTimedOut", "Nothing was uploaded in time."),
        VideoAssetState.Cancelled => (EventType.Normal, "UploadCancelled", "The upload was cancelled."),
        _ => null,
    };

    private static Condition? Stalled(VideoAssetStatus status) => status.Conditions.FirstOrDefault(c => c.Type == ConditionTypes.Stalled);
}
