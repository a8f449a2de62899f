using Onair.Operator.ExternalResources;
using Onair.Operator.Reconciliation;
using Onair.Operator.VideoAssets.Decisions;
using Onair.Operator.VideoServices;
using Onair.VideoActions;
using Onair.VideoActions.Answers;
using Onair.VideoActions.Templates;

namespace Onair.Operator.VideoAssets;

/// <summary>Does one step.</summary>
internal sealed class VideoAssetActor(
    VideoAssetRecorder recorder, AssetCreation creation, AssetSecrets secrets, AssetTokens tokens)
{
    public async Task DoAsync(ReconcileStep step, VideoAssetRound round, CancellationToken cancellationToken)
    {
        var service = round.Service!;
        switch (step)
        {
            case VideoAssetStep.BeginCreation:
                await recorder.BeginCreationAsync(round, cancellationToken);
                round.Learn(v => v with { CreationIsFresh = true });
                break;
            case VideoAssetStep.CreateUpload:
                await creation.CreateUploadAsync(round, cancellationToken);
                break;
            case VideoAssetStep.CreateAsset:
                await creation.CreateAssetAsync(round, cancellationToken);
                break;
            case VideoAssetStep.FindCreated:
                var ids = await AssetCreation.FindAsync(round, cancellationToken);
                round.Learn(v => v with { Found = ids });
                break;
            case VideoAssetStep.AdoptCreated found:
                await recorder.CreatedAsync(round, found.Id, cancellationToken);
                break;
            case VideoAssetStep.ForgetCreation:
                await recorder.ForgetCreationAsync(round, cancellationToken);
                break;
            case VideoAssetStep.GetUpload:
                var upload = await SeeAsync(round, VideoAction.GetUpload, answer => round.Seen(service.Map.ReadUpload(answer)), cancellationToken);
                round.Learn(v => v with { Upload = upload });
                break;
            case VideoAssetStep.CancelUpload cancel:
                var ended = await EndAsync<UploadAnswer>(round, VideoAction.CancelUpload, round.Values() with { UploadId = cancel.Upload.Id }, cancel.Upload, cancellationToken);
                round.Learn(v => v with { CancelSent = true, Upload = ended });
                break;
            case VideoAssetStep.GetAsset:
                var answered = await SeeAsync(round, VideoAction.GetAsset, answer => round.Seen(ReadAsset(round, answer)), cancellationToken);
                var proven = answered is { Own: { } own, Answer.PlaybackId: { } playbackId } ? new ProvenPlayback(own, playbackId) : null;
                round.Learn(v => v with { Asset = answered, Proven = proven ?? v.Proven });
                break;
            case VideoAssetStep.InspectAsset inspect:
                var media = service.Map.ReadMedia(await service.SendAsync(VideoAction.InspectAsset, round.Values() with { AssetId = inspect.Asset.Id }, cancellationToken));
                round.Learn(v => v with { Inspected = media });
                break;
            case VideoAssetStep.DeleteAsset delete:
                var deleted = await EndAsync<AssetAnswer>(round, VideoAction.DeleteAsset, round.Values() with { AssetId = delete.Asset.Id }, delete.Asset, cancellationToken);
                round.Learn(v => v with { DeleteSent = true, Asset = deleted });
                break;
            case VideoAssetStep.LetGo another:
                await recorder.LetGoAsync(round, another, cancellationToken);
                round.Forget();
                break;
            case VideoAssetStep.RecordAsset made:
                await recorder.AssetAsync(round, made.AssetId, cancellationToken);
                break;
            case VideoAssetStep.RecordEnd end:
                await recorder.EndedAsync(round, end.State, end.Error, cancellationToken);
                break;
            case VideoAssetStep.RecordNotFound:
                await recorder.NotFoundAsync(round, cancellationToken);
                round.Learn(v => v with { NotFoundIsRecorded = true });
                break;
            case VideoAssetStep.RecordFound:
                await recorder.FoundAsync(round, cancellationToken);
                break;
            case VideoAssetStep.RecordPlayback:
                await recorder.PlaybackAsync(round, cancellationToken);
                break;
            case VideoAssetStep.RecordReady:
                await recorder.ReadyAsync(round, cancellationToken);
                break;
            case VideoAssetStep.StartOver:
                await recorder.StartOverAsync(round, cancellationToken);
                round.Forget();
                break;
            case VideoAssetStep.RecordAnnotations:
                await recorder.AnnotationsAsync(round, cancellationToken);
                break;
            default:
                await DoWithSecretsAsync(step, round, cancellationToken);
                break;
        }
    }

    private async Task DoWithSecretsAsync(ReconcileStep step, VideoAssetRound round, CancellationToken cancellationToken)
    {
        var asset = round.Resource;
        switch (step)
        {
            case VideoAssetStep.LookAtUploadSecret:
                var secret = await secrets.LookAsync(asset, asset.UploadSecretName, "spec.source.directUpload.secretName", cancellationToken);
                round.Learn(v => v with { UploadSecret = secret });
                break;
            case VideoAssetStep.WriteUploadSecret write:
                var values = new Dictionary<string, string?> { ["url"] = write.Url, ["uploadId"] = write.Upload.Id };
                await secrets.WriteAsync(asset, asset.UploadSecretName, new(null, write.Upload.Id), values, cancellationToken);
                await recorder.UploadSecretAsync(round, asset.UploadSecretName, cancellationToken);
                round.Learn(v => v with { UploadSecret = null });
                break;
            case VideoAssetStep.RemoveUploadSecret:
                await secrets.RemoveAsync(asset, asset.Recorded.Upload!.SecretName!, cancellationToken);
                await recorder.UploadSecretAsync(round, null, cancellationToken);
                break;
            case VideoAssetStep.LookAtPlaybackSecret:
                var found = await secrets.LookAsync(asset, asset.PlaybackSecretName, "spec.signedPlayback.secretName", cancellationToken);
                round.Learn(v => v with { PlaybackSecret = found });
                break;
            case VideoAssetStep.WritePlaybackSecret write:
                await tokens.WriteAsync(round, write.Playback, cancellationToken);
                round.Learn(v => v with { PlaybackSecret = null });
                break;
            default:
                throw new ArgumentException($"{step.GetType().Name} is not a step of a VideoAsset", nameof(step));
        }
    }

    // A service without playback ids uses the asset's id in its URLs.
    private static AssetAnswer ReadAsset(VideoAssetRound round, string text)
    {
        var (map, answer) = (round.Service!.Map, round.Service.Map.ReadAsset(text));
        return map.Actions.GetAsset.PlaybackId is null ? answer with { PlaybackId = round.Resource.Recorded.AssetId } : answer;
    }

    private static async Task<Seen<T>> SeeAsync<T>(VideoAssetRound round, VideoAction action, Func<string, Seen<T>> read, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            return read(await round.Service!.SendAsync(action, round.Values(), cancellationToken));
        }
        catch (VideoServiceException e) when (e.Kind == VideoErrorKind.NotFound)
        {
            return new(null);
        }
    }

    /// <summary>Cancels or deletes; returns what that shows of it: that it is not there, or null when the next look shows it.</summary>
    private static async Task<Seen<T>?> EndAsync<T>(VideoAssetRound round, VideoAction action, TemplateInput values, Owned<VideoItem> item, CancellationToken cancellationToken)
        where T : class
    {
        try
        {
            await round.Service!.SendAsync(action, values, cancellationToken);
            round.AcceptedEnd = item.Id;
            return null;
        }
        catch (VideoServiceException e) when (e.Kind == VideoErrorKind.NotFound)
        {
            return new(null);
        }
        catch (VideoServiceException e) when (e.Kind == VideoErrorKind.Rejected)
        {
            // It may have ended by itself meanwhile, which is a reason to refuse.
            return null;
        }
    }
}
