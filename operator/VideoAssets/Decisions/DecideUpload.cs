using Onair.Api.MediaProviders.Video;
using Onair.Api.VideoAssets;

namespace Onair.Operator.VideoAssets.Decisions;

/// <summary>An upload that has not become an asset yet. A pure function.</summary>
internal static class DecideUpload
{
    public static AssetStep Next(AssetView asset) => asset.Upload switch
    {
        null => new AssetStep.GetUpload(),
        // Some services drop what ran out.
        { Answer: null } => asset.Status.Upload!.ExpiresAt <= asset.Now
            ? new AssetStep.RecordEnd(VideoAssetState.TimedOut, null)
            : new AssetStep.RecordEnd(VideoAssetState.Cancelled, null),
        { Answer: { State: UploadState.AssetCreated, AssetId: { } assetId } } => new AssetStep.RecordAsset(assetId),
        { Answer.State: UploadState.AssetCreated } => new AssetStep.Wait("Preparing", "The service has not told the asset's id yet.", WaitFor.Service),
        { Answer: { State: UploadState.Errored } answer } => new AssetStep.RecordEnd(VideoAssetState.Errored, answer.Error),
        { Answer.State: UploadState.TimedOut } => new AssetStep.RecordEnd(VideoAssetState.TimedOut, null),
        { Answer.State: UploadState.Cancelled } => new AssetStep.RecordEnd(VideoAssetState.Cancelled, null),
        _ => Waiting(asset, asset.Status.Upload!),
    };

    private static AssetStep Waiting(AssetView asset, UploadStatus upload)
    {
        switch (asset.UploadSecret)
        {
            case null:
                return new AssetStep.LookAtUploadSecret();
            case { Problem: { } problem }:
                return new AssetStep.Stall("SecretTaken", problem);
            case { For: var id } when id == upload.Id && upload.SecretName is not null:
                return new AssetStep.Wait("WaitingForUpload", $"A client is to upload to the URL in Secret \"{upload.SecretName}\" until {upload.ExpiresAt:yyyy-MM-ddTHH:mm:ssZ}.", WaitFor.Service);
        }

        if (asset.UploadUrl is { } url) return new AssetStep.WriteUploadSecret(url);
        // The answer with the URL was lost, and the service does not tell it again: this upload is of no use to anybody.
        return asset.CanCancel && !asset.CancelSent ? new AssetStep.CancelUpload() : new AssetStep.StartOver();
    }
}
