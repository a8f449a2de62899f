using Onair.Api.Common;
using Onair.Api.MediaProviders.Video;
using Onair.Api.VideoAssets;

namespace Onair.Operator.VideoAssets.Decisions;

/// <summary>The next step of an asset, from what is declared, recorded and seen. A pure function.</summary>
internal static class DecideAsset
{
    public static AssetStep Next(AssetView asset)
    {
        if (asset.Paused) return new AssetStep.Wait("Paused", $"The annotation {Annotations.Paused} suspends all work.", WaitFor.Cluster);
        if (asset.Deleting) return DecideDeletion.Next(asset);
        if (!asset.HasFinalizer) return new AssetStep.AddFinalizer();
        // What plays is kept playing, whatever is wrong with its chapters.
        if (asset.Violations.Count > 0 && asset.Status.State != VideoAssetState.Ready) return Invalid(asset);
        if (asset.ProviderProblem is var (reason, message)) return new AssetStep.Wait(reason, message, WaitFor.Service);
        return DecideCreation.UnderWay(asset) ?? Wishes(asset) ?? (asset.Status switch
        {
            _ when asset.IsOver => Over(asset),
            { AssetId: not null } => Made(asset),
            { Upload: not null } => DecideUpload.Next(asset),
            _ => Source(asset),
        });
    }

    /// <summary>What the annotations ask for that was not done yet.</summary>
    private static AssetStep? Wishes(AssetView asset)
    {
        var (news, cancels, retries) = (Asked(asset.NewUpload, asset.Status.NewUpload), Asked(asset.CancelUpload, asset.Status.CancelUpload), Asked(asset.Retry, asset.Status.Retry));
        if (!news && !cancels && !retries) return null;
        var isOver = asset.IsOver;
        if (asset.IsDirect && asset.Status is { Upload: not null, AssetId: null } && !isOver && (news || cancels))
        {
            // The service alone knows whether there is something to be ended still.
            return asset.Upload switch
            {
                null => new AssetStep.GetUpload(),
                { Answer.State: UploadState.Waiting } when asset.CanCancel && !asset.CancelSent => new AssetStep.CancelUpload(),
                { Answer.State: UploadState.Waiting } when news && !asset.CanCancel => new AssetStep.StartOver(),
                { Answer.State: UploadState.Waiting } => new AssetStep.Wait("Cancelling", "The upload is being ended.", WaitFor.Service),
                _ => DecideUpload.Next(asset),
            };
        }

        if (isOver && (asset.IsDirect ? news : retries))
            return DecideDeletion.AssetIsGone(asset) is { } step ? step : new AssetStep.StartOver();
        return new AssetStep.Heed();
    }

    private static bool Asked(string? wanted, string? heeded) => wanted is not null && wanted != heeded;

    private static AssetStep Over(AssetView asset)
    {
        if (asset.Status.Upload?.SecretName is not null) return new AssetStep.RemoveUploadSecret();
        var wayOut = asset.IsDirect
            ? $"A new value of the annotation {Annotations.NewUpload} makes a new upload URL."
            : $"A new value of the annotation {Annotations.Retry} tries it again.";
        return asset.Status.State switch
        {
            VideoAssetState.TimedOut => new AssetStep.Stall("UploadTimedOut", $"Nothing was uploaded in time. {wayOut}"),
            VideoAssetState.Cancelled => new AssetStep.Stall("UploadCancelled", $"The upload was cancelled. {wayOut}"),
            _ => new AssetStep.Stall("Errored", $"{asset.Status.Error ?? "The service could not make a video of it"}. {wayOut}"),
        };
    }

    private static AssetStep Source(AssetView asset) => asset.Source switch
    {
        SourceView.Waits waits => new AssetStep.Wait(waits.Reason, waits.Message, WaitFor.Cluster),
        SourceView.Wrong wrong => new AssetStep.Stall(wrong.Reason, wrong.Message),
        _ => new AssetStep.BeginCreation(),
    };

    private static AssetStep Made(AssetView asset)
    {
        if (asset.Status.Upload?.SecretName is not null) return new AssetStep.RemoveUploadSecret();
        if (asset.Asset is null && (asset.Status.State != VideoAssetState.Ready || asset.LookIsDue)) return new AssetStep.GetAsset();
        return asset.Asset switch
        {
            null => Ready(asset),
            { Answer: null } => new AssetStep.RecordEnd(VideoAssetState.Errored, $"Asset {asset.Status.AssetId} is not there any more"),
            { Answer.State: AssetState.Errored } errored => new AssetStep.RecordEnd(VideoAssetState.Errored, errored.Answer.Error),
            { Answer.State: AssetState.Preparing } => asset.Status.State == VideoAssetState.Ready
                ? Ready(asset)
                : new AssetStep.Wait("Preparing", "The service makes a video of it.", WaitFor.Service),
            { Answer: { PlaybackId: null } } => new AssetStep.Wait("Preparing", "The service has not told the playback id yet.", WaitFor.Service),
            _ when asset.Status.State == VideoAssetState.Ready => Ready(asset),
            _ when asset is { CanInspect: true, Inspected: null } => new AssetStep.InspectAsset(),
            _ => new AssetStep.RecordReady(),
        };
    }

    private static AssetStep Ready(AssetView asset)
    {
        if (asset.IsSigned)
        {
            switch (asset.PlaybackSecret)
            {
                case null:
                    return new AssetStep.LookAtPlaybackSecret();
                case { Problem: { } problem }:
                    return new AssetStep.Stall("SecretTaken", problem);
                case var secret when secret.For != asset.SignedFor || secret.RenewAt <= asset.Now || asset.Status.Playback?.TokenExpiresAt is null:
                    return new AssetStep.WritePlaybackSecret();
            }
        }

        return asset.Violations.Count > 0 ? Invalid(asset) : new AssetStep.Settle();
    }

    private static AssetStep.Stall Invalid(AssetView asset) => new("Invalid", string.Join("; ", asset.Violations));
}
