using Onair.Api.Common;
using Onair.Api.MediaProviders.Video;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.VideoAssets.Decisions;

/// <summary>
/// Deletes: the finalizer goes when the service has confirmed that nothing is left. It has when it accepted the deletion, and then does not find
/// the upload or asset; or when it was not found several times (decision 19). What is not found is not deleted: nothing shows whose it is
/// (decision 33). A pure function.
/// </summary>
internal static class DecideDeletion
{
    public static ReconcileStep Next(VideoAssetView asset)
    {
        if (asset.Spec.DeletionPolicy == DeletionPolicy.Retain || asset.Status is { Creation: null, Upload: null, AssetId: null }) return new RemoveFinalizer();
        if (asset.ProviderProblem is var (reason, message))
            return new Wait(reason, $"{message} Onair cannot delete the video at the service without it. spec.deletionPolicy: Retain leaves the video there.", WaitFor.Provider);
        return DecideProof.Next(asset) ?? DecideCreation.UnderWay(asset) ?? UploadIsOver(asset) ?? AssetIsGone(asset) ?? new RemoveFinalizer();
    }

    /// <summary>The next step until the asset is gone; null when it is.</summary>
    public static ReconcileStep? AssetIsGone(VideoAssetView asset) => asset switch
    {
        { Status.AssetId: null } => null,
        { Asset: null } => new VideoAssetStep.GetAsset(),
        { Asset.Answer: null, EndIsAccepted: true } => null,
        { Asset.Answer: null } => DecideMissing.UntilProven(asset, $"asset {asset.Status.AssetId}"),
        { DeleteSent: false } => new VideoAssetStep.DeleteAsset(asset.Asset.Proven),
        _ => new Wait("Deleting", $"Asset {asset.Status.AssetId} is being deleted.", WaitFor.Provider),
    };

    private static ReconcileStep? UploadIsOver(VideoAssetView asset)
    {
        if (asset.Status is not { Upload: { } upload, AssetId: null }) return null;
        return asset.Upload switch
        {
            null => new VideoAssetStep.GetUpload(),
            // One that has ended, as the service said, becomes no asset any more.
            { Answer: null } when asset.EndIsAccepted || asset.IsOver => null,
            { Answer: null } => DecideMissing.UntilProven(asset, $"upload {upload.Id}"),
            { Answer: { State: UploadState.AssetCreated, AssetId: { } assetId } } => new VideoAssetStep.RecordAsset(assetId),
            { Answer.State: UploadState.AssetCreated } => new Wait("Deleting", "The service has not returned the asset's id yet.", WaitFor.Provider),
            { Answer.State: UploadState.Waiting } when asset.CanCancel && !asset.CancelSent => new VideoAssetStep.CancelUpload(asset.Upload.Proven),
            { Answer.State: UploadState.Waiting } when asset.CanCancel => new Wait("Deleting", $"Upload {upload.Id} is being canceled.", WaitFor.Provider),
            { Answer.State: UploadState.Waiting } when upload.ExpiresAt > asset.Now =>
                new Wait("Deleting", $"Upload {upload.Id} cannot be canceled and expires at {upload.ExpiresAt:yyyy-MM-ddTHH:mm:ssZ}.", WaitFor.Provider),
            _ => null,
        };
    }
}
