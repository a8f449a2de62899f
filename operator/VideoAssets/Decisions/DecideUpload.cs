using Onair.Api.MediaProviders.Video;
using Onair.Api.VideoAssets;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.VideoAssets.Decisions;

/// <summary>Decides about an upload that is not an asset yet. A pure function.</summary>
internal static class DecideUpload
{
    public static ReconcileStep Next(VideoAssetView asset) => asset.Upload switch
    {
        null => new VideoAssetStep.GetUpload(),
        // Some services drop uploads that have expired.
        { Answer: null } => asset.Status.Upload!.ExpiresAt <= asset.Now
            ? new VideoAssetStep.RecordEnd(VideoAssetState.TimedOut, null)
            : DecideMissing.Next(asset, new(VideoAssetState.Cancelled, null)) ?? DecideMissing.Waits(asset, $"upload {asset.Status.Upload.Id}"),
        _ when asset.Status.NotFound is not null => new VideoAssetStep.RecordFound(),
        { Answer: { State: UploadState.AssetCreated, AssetId: { } assetId } } => new VideoAssetStep.RecordAsset(assetId),
        { Answer.State: UploadState.AssetCreated } => new Wait("Preparing", "The service has not returned the asset's id yet.", WaitFor.Provider),
        { Answer: { State: UploadState.Errored } answer } => new VideoAssetStep.RecordEnd(VideoAssetState.Errored, answer.Error),
        { Answer.State: UploadState.TimedOut } => new VideoAssetStep.RecordEnd(VideoAssetState.TimedOut, null),
        { Answer.State: UploadState.Cancelled } => new VideoAssetStep.RecordEnd(VideoAssetState.Cancelled, null),
        _ => Waiting(asset, asset.Status.Upload!),
    };

    private static ReconcileStep Waiting(VideoAssetView asset, UploadStatus upload)
    {
        switch (asset.UploadSecret)
        {
            case null:
                return new VideoAssetStep.LookAtUploadSecret();
            case { Problem: { } problem }:
                return new Stall("SecretTaken", problem);
            case { For: var id } when id == upload.Id && upload.SecretName is not null:
                return new Wait("WaitingForUpload", $"Upload the video to the URL in Secret \"{upload.SecretName}\" until {upload.ExpiresAt:yyyy-MM-ddTHH:mm:ssZ}.", WaitFor.Provider);
        }

        if (asset.UploadUrl is { } url) return new VideoAssetStep.WriteUploadSecret(asset.Upload!.Proven, url);
        // The response with the URL was lost and the service does not return it again: nobody can use this upload.
        return asset.CanCancel && !asset.CancelSent ? new VideoAssetStep.CancelUpload(asset.Upload!.Proven) : new VideoAssetStep.StartOver();
    }
}
