using Onair.Api.Common;
using Onair.Api.MediaProviders.Video;

namespace Onair.Operator.VideoAssets.Decisions;

/// <summary>The way out: the finalizer goes when the service has said that nothing is left. A pure function.</summary>
internal static class DecideDeletion
{
    public static AssetStep Next(AssetView asset)
    {
        if (!asset.HasFinalizer) return new AssetStep.Settle();
        // Nothing is left but events that are not told yet.
        if (asset.Status.Outbox?.ClosedAt is not null) return new AssetStep.RemoveFinalizer();
        if (asset.Spec.DeletionPolicy == DeletionPolicy.Retain || asset.Status is { Creation: null, Upload: null, AssetId: null }) return new AssetStep.RemoveFinalizer();
        if (asset.ProviderProblem is var (reason, message))
            return new AssetStep.Wait(reason, $"{message} What is at the service cannot be deleted without it; spec.deletionPolicy: Retain leaves it there.", WaitFor.Service);
        return DecideCreation.UnderWay(asset) ?? UploadIsOver(asset) ?? AssetIsGone(asset) ?? new AssetStep.RemoveFinalizer();
    }

    /// <summary>What is still to be done until the asset is gone; null when it is.</summary>
    public static AssetStep? AssetIsGone(AssetView asset) => asset switch
    {
        { Status.AssetId: null } or { Asset.Answer: null, Asset: not null } => null,
        { Asset: null } => new AssetStep.GetAsset(),
        { DeleteSent: false } => new AssetStep.DeleteAsset(),
        _ => new AssetStep.Wait("Deleting", $"Asset {asset.Status.AssetId} is being deleted.", WaitFor.Service),
    };

    private static AssetStep? UploadIsOver(AssetView asset)
    {
        if (asset.Status is not { Upload: { } upload, AssetId: null }) return null;
        return asset.Upload switch
        {
            null => new AssetStep.GetUpload(),
            { Answer: { State: UploadState.AssetCreated, AssetId: { } assetId } } => new AssetStep.RecordAsset(assetId),
            { Answer.State: UploadState.AssetCreated } => new AssetStep.Wait("Deleting", "The service has not told the asset's id yet.", WaitFor.Service),
            { Answer.State: UploadState.Waiting } when asset.CanCancel && !asset.CancelSent => new AssetStep.CancelUpload(),
            { Answer.State: UploadState.Waiting } when asset.CanCancel => new AssetStep.Wait("Deleting", $"Upload {upload.Id} is being cancelled.", WaitFor.Service),
            { Answer.State: UploadState.Waiting } when upload.ExpiresAt > asset.Now =>
                new AssetStep.Wait("Deleting", $"Upload {upload.Id} cannot be cancelled, and runs out at {upload.ExpiresAt:yyyy-MM-ddTHH:mm:ssZ}.", WaitFor.Service),
            _ => null,
        };
    }
}
