using Onair.Api.Common;
using Onair.Api.MediaProviders.Video;
using Onair.Api.VideoAssets;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.VideoAssets.Decisions;

/// <summary>Decides the next step of a VideoAsset from what is declared, recorded and observed. A pure function.</summary>
internal static class DecideVideoAsset
{
    public static ReconcileStep Next(VideoAssetView asset)
    {
        if (DecideLifecycle.Next(asset) is { } step) return step;
        if (asset.Deleting) return DecideDeletion.Next(asset);
        // A video that plays goes on playing, whatever is wrong with its chapters.
        if (asset.Violations.Count > 0 && asset.Status.State != VideoAssetState.Ready) return Invalid(asset);
        if (asset.ProviderProblem is var (reason, message)) return new Wait(reason, message, WaitFor.Provider);
        return DecideCreation.UnderWay(asset) ?? Asked(asset) ?? (asset.Status switch
        {
            _ when asset.IsOver => Over(asset),
            { AssetId: not null } => Made(asset),
            { Upload: not null } => DecideUpload.Next(asset),
            _ => Source(asset),
        });
    }

    /// <summary>The next step that an annotation asks for; null when none has a new value.</summary>
    private static ReconcileStep? Asked(VideoAssetView asset)
    {
        var (news, cancels, retries) = (IsNew(asset.NewUpload, asset.Status.NewUpload), IsNew(asset.CancelUpload, asset.Status.CancelUpload), IsNew(asset.Retry, asset.Status.Retry));
        if (!news && !cancels && !retries) return null;
        var isOver = asset.IsOver;
        if (asset.IsDirect && asset.Status is { Upload: not null, AssetId: null } && !isOver && (news || cancels))
        {
            // Only the service knows whether the upload is still open.
            return asset.Upload switch
            {
                null => new VideoAssetStep.GetUpload(),
                { Answer.State: UploadState.Waiting } when asset.CanCancel && !asset.CancelSent => new VideoAssetStep.CancelUpload(),
                { Answer.State: UploadState.Waiting } when news && !asset.CanCancel => new VideoAssetStep.StartOver(),
                { Answer.State: UploadState.Waiting } => new Wait("Cancelling", "The upload is being ended.", WaitFor.Provider),
                _ => DecideUpload.Next(asset),
            };
        }

        if (isOver && (asset.IsDirect ? news : retries))
            return DecideDeletion.AssetIsGone(asset) is { } step ? step : new VideoAssetStep.StartOver();
        return new VideoAssetStep.RecordAnnotations();
    }

    private static bool IsNew(string? wanted, string? recorded) => wanted is not null && wanted != recorded;

    private static ReconcileStep Over(VideoAssetView asset)
    {
        if (asset.Status.Upload?.SecretName is not null) return new VideoAssetStep.RemoveUploadSecret();
        var wayOut = asset.IsDirect
            ? $"A new value of the annotation {Annotations.NewUpload} makes a new upload URL."
            : $"A new value of the annotation {Annotations.Retry} tries it again.";
        return asset.Status.State switch
        {
            VideoAssetState.TimedOut => new Stall("UploadTimedOut", $"Nothing was uploaded in time. {wayOut}"),
            VideoAssetState.Cancelled => new Stall("UploadCancelled", $"The upload was cancelled. {wayOut}"),
            _ => new Stall("Errored", $"{asset.Status.Error ?? "The service could not make a video of it"}. {wayOut}"),
        };
    }

    private static ReconcileStep Source(VideoAssetView asset) => asset.Source switch
    {
        SourceView.Waits waits => new Wait(waits.Reason, waits.Message, WaitFor.Cluster),
        SourceView.Wrong wrong => new Stall(wrong.Reason, wrong.Message),
        _ => new VideoAssetStep.BeginCreation(),
    };

    private static ReconcileStep Made(VideoAssetView asset)
    {
        if (asset.Status.Upload?.SecretName is not null) return new VideoAssetStep.RemoveUploadSecret();
        if (asset.Asset is null && (asset.Status.State != VideoAssetState.Ready || asset.LookIsDue)) return new VideoAssetStep.GetAsset();
        return asset.Asset switch
        {
            null => Ready(asset),
            { Answer: null } => new VideoAssetStep.RecordEnd(VideoAssetState.Errored, $"Asset {asset.Status.AssetId} is not there any more"),
            { Answer.State: AssetState.Errored } errored => new VideoAssetStep.RecordEnd(VideoAssetState.Errored, errored.Answer.Error),
            { Answer.State: AssetState.Preparing } => asset.Status.State == VideoAssetState.Ready
                ? Ready(asset)
                : new Wait("Preparing", "The service makes a video of it.", WaitFor.Provider),
            { Answer: { PlaybackId: null } } => new Wait("Preparing", "The service has not returned the playback id yet.", WaitFor.Provider),
            _ when asset.Status.State == VideoAssetState.Ready => Ready(asset),
            _ when asset is { CanInspect: true, Inspected: null } => new VideoAssetStep.InspectAsset(),
            _ => new VideoAssetStep.RecordReady(),
        };
    }

    private static ReconcileStep Ready(VideoAssetView asset)
    {
        if (asset.IsSigned)
        {
            switch (asset.PlaybackSecret)
            {
                case null:
                    return new VideoAssetStep.LookAtPlaybackSecret();
                case { Problem: { } problem }:
                    return new Stall("SecretTaken", problem);
                case var secret when secret.For != asset.SignedFor || secret.RenewAt <= asset.Now || asset.Status.Playback?.TokenExpiresAt is null:
                    return new VideoAssetStep.WritePlaybackSecret();
            }
        }

        return asset.Violations.Count > 0 ? Invalid(asset) : new Settle();
    }

    private static Stall Invalid(VideoAssetView asset) => new("Invalid", string.Join("; ", asset.Violations));
}
