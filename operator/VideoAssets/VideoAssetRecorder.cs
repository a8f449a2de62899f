using Onair.Api.VideoAssets;
using Onair.Kubernetes.Events;
using Onair.Operator.ExternalResources;
using Onair.Operator.Outboxes;
using Onair.Operator.VideoAssets.Decisions;
using Onair.VideoActions;
using Onair.VideoActions.Answers;

namespace Onair.Operator.VideoAssets;

/// <summary>Writes the status under the optimistic lock of the resource version.</summary>
internal sealed class VideoAssetRecorder(StatusWriter<VideoAsset> writer, EventRecorder events)
{
    /// <summary>Records that something is about to be created. A creation whose result is not known keeps its token.</summary>
    public Task BeginCreationAsync(VideoAssetRound round, CancellationToken cancellationToken) => IntendAsync(round, s =>
    {
        var number = s.Creation is null ? (s.Creations ?? 0) + 1 : s.Creations;
        return s with
        {
            Provider = round.Provider!.Metadata.Name,
            State = VideoAssetState.Waiting,
            Creations = number,
            StartedAt = s.Creation is null ? round.Now : s.StartedAt,
            Creation = new() { Token = CreationToken.Of(round.Resource.Uid, number ?? 1), At = round.Now },
        };
    }, cancellationToken);

    /// <summary>Records what a creation has made.</summary>
    public Task CreatedAsync(VideoAssetRound round, string id, CancellationToken cancellationToken) => WriteAsync(round, s => round.Resource.Spec.Source.DirectUpload is { } direct
        ? s with { Creation = null, NotFound = null, Upload = new() { Id = id, Token = CreationToken.Of(round.Resource.Uid, s.Creations ?? 1), ExpiresAt = s.Creation!.At.AddSeconds(direct.TimeoutSeconds) } }
        : s with { Creation = null, NotFound = null, AssetId = id, State = VideoAssetState.Preparing }, cancellationToken);

    public Task ForgetCreationAsync(VideoAssetRound round, CancellationToken cancellationToken) => WriteAsync(round, s => s with { Creation = null }, cancellationToken);

    public Task UploadSecretAsync(VideoAssetRound round, string? name, CancellationToken cancellationToken) =>
        WriteAsync(round, s => s with { Upload = s.Upload! with { SecretName = name } }, cancellationToken);

    public Task AssetAsync(VideoAssetRound round, string assetId, CancellationToken cancellationToken) =>
        WriteAsync(round, s => s with { AssetId = assetId, NotFound = null, State = VideoAssetState.Preparing }, cancellationToken);

    public Task EndedAsync(VideoAssetRound round, VideoAssetState state, string? error, CancellationToken cancellationToken)
    {
        var view = round.View;
        return WriteAsync(round, s => s with
        {
            State = state,
            Error = error,
            CancelUpload = view.CancelUpload ?? s.CancelUpload,
            Playback = null,
            ThumbnailUrl = null,
            // An asset that is lost is looked for on.
            NotFound = s.AssetId is null ? null : s.NotFound,
        }, cancellationToken);
    }

    /// <summary>Records that the service did not find it. The time of the first such answer survives a restart.</summary>
    public Task NotFoundAsync(VideoAssetRound round, CancellationToken cancellationToken) => WriteAsync(
        round, s => s with { NotFound = new() { Since = s.NotFound?.Since ?? round.Now, Answers = (s.NotFound?.Answers ?? 0) + 1 } }, cancellationToken);

    /// <summary>Records that the service finds it again.</summary>
    public Task FoundAsync(VideoAssetRound round, CancellationToken cancellationToken) => WriteAsync(
        round, s => s.State == VideoAssetState.Errored ? s with { NotFound = null, State = VideoAssetState.Preparing, Error = null } : s with { NotFound = null },
        cancellationToken);

    /// <summary>Records what it is played by, for tokens that are signed before it is ready.</summary>
    public Task PlaybackAsync(VideoAssetRound round, CancellationToken cancellationToken) => WriteAsync(
        round, s => WithUrls(round, s with { Playback = new() { Id = round.View.Asset!.Answer!.PlaybackId! } }), cancellationToken);

    /// <summary>Records that it plays, and where: the event has both.</summary>
    /// <exception cref="ActionException">The action map makes no URL of it.</exception>
    public async Task ReadyAsync(VideoAssetRound round, CancellationToken cancellationToken)
    {
        var (answer, inspected, isFirst) = (round.View.Asset!.Answer!, round.View.Inspected, round.Resource.Recorded.ReadyAt is null);
        await WriteAsync(round, s => WithUrls(round, s with
        {
            State = VideoAssetState.Ready,
            Error = null,
            ReadyAt = s.ReadyAt ?? round.Now,
            Playback = s.Playback is { } known && known.Id == answer.PlaybackId ? known : new() { Id = answer.PlaybackId! },
            Media = MediaSize.In(inspected is null ? answer.Media : AssetMedia.Merge(answer.Media, inspected), round.Section?.Bytes),
        }), cancellationToken);
        if (isFirst && round.Resource.Recorded.StartedAt is { } started) VideoMetrics.Ready(round.Now - started);
    }

    public Task SignedAsync(VideoAssetRound round, DateTimeOffset expires, string keyId, CancellationToken cancellationToken) => WriteAsync(
        round, s => s with { Playback = s.Playback! with { SecretName = round.Resource.PlaybackSecretName, TokenExpiresAt = expires, KeyId = keyId } }, cancellationToken);

    /// <summary>Records that the asset starts over. The number of creations stays: the next one has another token.</summary>
    public Task StartOverAsync(VideoAssetRound round, CancellationToken cancellationToken) => IntendAsync(
        round, s => WithAnnotations(round, s) with { State = VideoAssetState.Waiting, Error = null, Upload = null, AssetId = null, NotFound = null, ReadyAt = null, Media = null, Playback = null, ThumbnailUrl = null }, cancellationToken);

    /// <summary>
    /// Records that the upload or asset that the status named is another's. What the VideoAsset has made itself is found by its token, if the
    /// service finds any.
    /// </summary>
    public async Task LetGoAsync(VideoAssetRound round, VideoAssetStep.LetGo another, CancellationToken cancellationToken)
    {
        var item = another.Item.ToString().ToLowerInvariant();
        events.Publish(round.Resource, EventType.Warning, "NotOwned", $"The status named the {item} {another.Id}, which is not this VideoAsset's. It is left as it is.");
        var canFind = round.View.CanFind;
        await IntendAsync(round, s => s with
        {
            State = VideoAssetState.Waiting,
            Creations = s.Creations ?? 1,
            Creation = canFind ? new() { Token = CreationToken.Of(round.Resource.Uid, s.Creations ?? 1), At = round.Now } : null,
            Error = null,
            Upload = null,
            AssetId = null,
            NotFound = null,
            ReadyAt = null,
            Media = null,
            Playback = null,
            ThumbnailUrl = null,
        }, cancellationToken);
    }

    public Task AnnotationsAsync(VideoAssetRound round, CancellationToken cancellationToken) => WriteAsync(round, s => WithAnnotations(round, s), cancellationToken);

    private static VideoAssetStatus WithUrls(VideoAssetRound round, VideoAssetStatus status) => AssetUrls.In(status, round.UrlsOf(status), round.Resource.Spec);

    private static VideoAssetStatus WithAnnotations(VideoAssetRound round, VideoAssetStatus status)
    {
        var view = round.View;
        return status with { NewUpload = view.NewUpload ?? status.NewUpload, CancelUpload = view.CancelUpload ?? status.CancelUpload, Retry = view.Retry ?? status.Retry };
    }

    private async Task IntendAsync(VideoAssetRound round, Func<VideoAssetStatus, VideoAssetStatus> change, CancellationToken cancellationToken) =>
        round.Resource = await writer.IntendAsync(round.Resource, round.Resource.With(change(round.Resource.Recorded)), cancellationToken);

    private async Task WriteAsync(VideoAssetRound round, Func<VideoAssetStatus, VideoAssetStatus> change, CancellationToken cancellationToken) =>
        round.Resource = await writer.WriteAsync(round.Resource, round.Resource.With(change(round.Resource.Recorded)), cancellationToken);
}
