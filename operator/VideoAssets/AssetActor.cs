using Onair.Api.Common;
using Onair.Api.MediaProviders.Video;
using Onair.Api.VideoAssets;
using Onair.Kubernetes;
using Onair.Operator.MediaProviders;
using Onair.Operator.VideoAssets.Decisions;
using Onair.VideoActions;
using Onair.VideoActions.Answers;

namespace Onair.Operator.VideoAssets;

/// <summary>Does one step.</summary>
internal sealed class AssetActor(
    AssetRecorder recorder, AssetCreation creation, AssetSecrets secrets, AssetTokens tokens, EntityWriter<VideoAsset> writer, EventRecorder events)
{
    public async Task DoAsync(AssetStep step, AssetRound round, CancellationToken cancellationToken)
    {
        var service = round.Service!;
        switch (step)
        {
            case AssetStep.AddFinalizer:
                round.Asset = await writer.AddFinalizerAsync(round.Asset, Annotations.Finalizer, cancellationToken);
                break;
            case AssetStep.RemoveFinalizer:
                events.Publish(round.Asset, EventType.Normal, "Deleted", round.Asset.Spec.DeletionPolicy == DeletionPolicy.Retain ? "What is at the service stays there." : "Nothing is left at the service.");
                round.Asset = await writer.RemoveFinalizerAsync(round.Asset, Annotations.Finalizer, cancellationToken);
                break;
            case AssetStep.BeginCreation:
                await recorder.BeginCreationAsync(round, cancellationToken);
                round.CreationIsFresh = true;
                break;
            case AssetStep.CreateUpload:
                await creation.CreateUploadAsync(round, cancellationToken);
                break;
            case AssetStep.CreateAsset:
                await creation.CreateAssetAsync(round, cancellationToken);
                break;
            case AssetStep.FindCreated:
                round.Found = await AssetCreation.FindAsync(round, cancellationToken);
                break;
            case AssetStep.AdoptCreated found:
                await recorder.CreatedAsync(round, found.Id, cancellationToken);
                break;
            case AssetStep.ForgetCreation:
                await recorder.ForgetCreationAsync(round, cancellationToken);
                break;
            case AssetStep.GetUpload:
                round.Upload = await SeeAsync(round, VideoAction.GetUpload, service.Map.ReadUpload, cancellationToken);
                break;
            case AssetStep.CancelUpload:
                await EndAsync(round, VideoAction.CancelUpload, cancellationToken);
                (round.CancelSent, round.Upload) = (true, null);
                break;
            case AssetStep.GetAsset:
                round.AssetSeen = await SeeAsync(round, VideoAction.GetAsset, answer => ReadAsset(round, answer), cancellationToken);
                break;
            case AssetStep.InspectAsset:
                round.Inspected = service.Map.ReadMedia(await service.SendAsync(VideoAction.InspectAsset, round.Values(), cancellationToken));
                break;
            case AssetStep.DeleteAsset:
                await EndAsync(round, VideoAction.DeleteAsset, cancellationToken);
                (round.DeleteSent, round.AssetSeen) = (true, null);
                break;
            case AssetStep.RecordAsset made:
                await recorder.AssetAsync(round, made.AssetId, cancellationToken);
                break;
            case AssetStep.RecordEnd end:
                await recorder.EndedAsync(round, end.State, end.Error, cancellationToken);
                break;
            case AssetStep.RecordReady:
                await recorder.ReadyAsync(round, cancellationToken);
                break;
            case AssetStep.StartOver:
                await recorder.StartOverAsync(round, cancellationToken);
                round.Forget();
                break;
            case AssetStep.Heed:
                await recorder.HeedAsync(round, cancellationToken);
                break;
            default:
                await DoWithSecretsAsync(step, round, cancellationToken);
                break;
        }
    }

    private async Task DoWithSecretsAsync(AssetStep step, AssetRound round, CancellationToken cancellationToken)
    {
        var asset = round.Asset;
        switch (step)
        {
            case AssetStep.LookAtUploadSecret:
                round.UploadSecret = await secrets.LookAsync(asset, asset.UploadSecretName, "spec.source.directUpload.secretName", cancellationToken);
                break;
            case AssetStep.WriteUploadSecret write:
                var upload = asset.Recorded.Upload!;
                var values = new Dictionary<string, string?> { ["url"] = write.Url, ["uploadId"] = upload.Id };
                await secrets.WriteAsync(asset, asset.UploadSecretName, new(null, upload.Id), values, cancellationToken);
                await recorder.UploadSecretAsync(round, asset.UploadSecretName, cancellationToken);
                round.UploadSecret = null;
                break;
            case AssetStep.RemoveUploadSecret:
                await secrets.RemoveAsync(asset, asset.Recorded.Upload!.SecretName!, cancellationToken);
                await recorder.UploadSecretAsync(round, null, cancellationToken);
                break;
            case AssetStep.LookAtPlaybackSecret:
                round.PlaybackSecret = await secrets.LookAsync(asset, asset.PlaybackSecretName, "spec.signedPlayback.secretName", cancellationToken);
                break;
            case AssetStep.WritePlaybackSecret:
                await tokens.WriteAsync(round, cancellationToken);
                round.PlaybackSecret = null;
                break;
            default:
                throw new InvalidOperationException($"{step.GetType().Name} is no step to be done.");
        }
    }

    // A service without ids of their own for viewers has the asset's in its URLs.
    private static AssetAnswer ReadAsset(AssetRound round, string text)
    {
        var (map, answer) = (round.Service!.Map, round.Service.Map.ReadAsset(text));
        return map.Actions.GetAsset.PlaybackId is null ? answer with { PlaybackId = round.Asset.Recorded.AssetId } : answer;
    }

    private static async Task<Seen<T>> SeeAsync<T>(AssetRound round, VideoAction action, Func<string, T> read, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return new(read(await round.Service!.SendAsync(action, round.Values(), cancellationToken)));
        }
        catch (VideoServiceException e) when (e.Kind == VideoErrorKind.NotFound)
        {
            return new(null);
        }
    }

    // It may have ended by itself meanwhile, and be refused for that: the next look tells.
    private static async Task EndAsync(AssetRound round, VideoAction action, CancellationToken cancellationToken)
    {
        try
        {
            await round.Service!.SendAsync(action, round.Values(), cancellationToken);
        }
        catch (VideoServiceException e) when (e.Kind is VideoErrorKind.NotFound or VideoErrorKind.Rejected)
        {
        }
    }
}
