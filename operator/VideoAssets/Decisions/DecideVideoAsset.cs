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
        if (asset.Violations.Count > 0 && asset.Status is not { State: VideoAssetState.Ready, AssetId: not null }) return Invalid(asset);
        if (asset.ProviderProblem is var (reason, message)) return new Wait(reason, message, WaitFor.Provider);
        return DecideProof.Next(asset) ?? DecideCreation.UnderWay(asset) ?? Asked(asset) ?? (asset.Status switch
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
                { Answer.State: UploadState.Waiting } when asset.CanCancel && !asset.CancelSent => new VideoAssetStep.CancelUpload(asset.Upload.Proven),
                { Answer.State: UploadState.Waiting } when news && !asset.CanCancel => new VideoAssetStep.StartOver(),
                { Answer.State: UploadState.Waiting } => new Wait("Cancelling", "The upload is being ended.", WaitFor.Provider),
                _ => DecideUpload.Next(asset),
            };
        }

        if (isOver && (asset.IsDirect ? news : retries)) return StartingOver(asset);
        return new VideoAssetStep.RecordAnnotations();
    }

    // An asset that turned up again is kept, whatever was asked for in the meantime.
    private static ReconcileStep StartingOver(VideoAssetView asset) => asset.Asset is { Answer.State: not AssetState.Errored }
        ? new VideoAssetStep.RecordFound() : DecideDeletion.AssetIsGone(asset) ?? new VideoAssetStep.StartOver();

    private static bool IsNew(string? wanted, string? recorded) => wanted is not null && wanted != recorded;

    private static ReconcileStep Over(VideoAssetView asset)
    {
        if (asset.Status.Upload?.SecretName is not null) return new VideoAssetStep.RemoveUploadSecret();
        if (asset is { IsLost: true, Asset: null }) return new VideoAssetStep.GetAsset();
        if (asset is { IsLost: true, Asset.Answer: not null }) return new VideoAssetStep.RecordFound();
        var wayOut = asset.IsLost ? "Onair keeps looking for the asset. If it reappears, it plays again. " : "";
        wayOut += asset.IsDirect
            ? $"A new value of the annotation {Annotations.NewUpload} creates a new upload URL."
            : $"A new value of the annotation {Annotations.Retry} retries it.";
        return asset.Status.State switch
        {
            VideoAssetState.TimedOut => new Stall("UploadTimedOut", $"Nothing was uploaded in time. {wayOut}"),
            VideoAssetState.Cancelled => new Stall("UploadCancelled", $"The upload was canceled. {wayOut}"),
            _ => new Stall("Errored", $"{asset.Status.Error ?? "The service could not prepare the video"}. {wayOut}"),
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
        var isReady = asset.Status.State == VideoAssetState.Ready;
        // The key is in the cluster: tokens are renewed before the service is asked, which may be away.
        if (isReady && Tokens(asset) is VideoAssetStep step) return step;
        var hasToLook = !isReady || asset.LookIsDue || asset.Status.NotFound is not null || asset.Playback is null;
        if (asset is { Asset: null, LookFailed: false } && hasToLook) return new VideoAssetStep.GetAsset();
        return asset.Asset switch
        {
            null => Ready(asset),
            { Answer: null } => DecideMissing.Next(asset, new(VideoAssetState.Errored, $"Asset {asset.Status.AssetId} no longer exists"))
                ?? (isReady ? Ready(asset) : DecideMissing.Waits(asset, $"asset {asset.Status.AssetId}")),
            _ when asset.Status.NotFound is not null => new VideoAssetStep.RecordFound(),
            { Answer.State: AssetState.Errored } errored => new VideoAssetStep.RecordEnd(VideoAssetState.Errored, errored.Answer.Error),
            { Answer.State: AssetState.Preparing } => isReady
                ? Ready(asset)
                : new Wait("Preparing", "The service is preparing the video.", WaitFor.Provider),
            { Answer: { PlaybackId: null } } => new Wait("Preparing", "The service has not returned the playback id yet.", WaitFor.Provider),
            { Answer.PlaybackId: var id } when isReady && id == asset.Status.Playback?.Id => Ready(asset),
            var seen when asset is { CanInspect: true, Inspected: null } => new VideoAssetStep.InspectAsset(seen.Proven),
            // Nobody can play a signed asset without its tokens.
            { Answer.PlaybackId: var id } when asset.IsSigned && asset.Status.Playback?.Id != id => new VideoAssetStep.RecordPlayback(),
            _ => Tokens(asset) ?? new VideoAssetStep.RecordReady(),
        };
    }

    private static ReconcileStep Ready(VideoAssetView asset)
    {
        if (Tokens(asset) is { } step) return step;
        return asset.Violations.Count > 0 ? Invalid(asset) : new Settle();
    }

    /// <summary>The next step until the tokens of a signed asset are fresh; null when they are.</summary>
    private static ReconcileStep? Tokens(VideoAssetView asset) => asset.PlaybackSecret switch
    {
        _ when !asset.IsSigned => null,
        // Whoever could write the status would be given tokens for anybody's video.
        _ when asset.Playback is null => null,
        null => new VideoAssetStep.LookAtPlaybackSecret(),
        { Problem: { } problem } => new Stall("SecretTaken", problem),
        var secret when secret.For != asset.SignedFor || secret.RenewAt <= asset.Now || asset.Status.Playback?.TokenExpiresAt is null =>
            new VideoAssetStep.WritePlaybackSecret(asset.Playback),
        _ => null,
    };

    private static Stall Invalid(VideoAssetView asset) => new("Invalid", string.Join("; ", asset.Violations));
}
