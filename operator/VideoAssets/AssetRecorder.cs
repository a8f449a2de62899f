using Onair.Api.VideoAssets;
using Onair.Kubernetes;
using Onair.Operator.Outboxes;
using Onair.Operator.VideoAssets.Decisions;
using Onair.Operator.VideoAssets.Status;
using Onair.VideoActions.Answers;

namespace Onair.Operator.VideoAssets;

/// <summary>Writes what is known into the status, under the optimistic lock of the resource version.</summary>
internal sealed class AssetRecorder(StatusWriter<VideoAsset> writer, EventRecorder events)
{
    /// <summary>Records that something is about to be created. A creation whose end is not known keeps its token.</summary>
    public Task BeginCreationAsync(AssetRound round, CancellationToken cancellationToken) => WriteAsync(round, s =>
    {
        var number = s.Creation is null ? (s.Creations ?? 0) + 1 : s.Creations;
        return s with
        {
            Provider = round.Provider!.Metadata.Name,
            State = VideoAssetState.Waiting,
            Creations = number,
            StartedAt = s.Creation is null ? round.Now : s.StartedAt,
            Creation = new() { Token = s.Creation?.Token ?? $"{round.Asset.Uid}/{number}", At = round.Now },
        };
    }, cancellationToken);

    /// <summary>Records what a creation has made.</summary>
    public Task CreatedAsync(AssetRound round, string id, CancellationToken cancellationToken) => WriteAsync(round, s => round.Asset.Spec.Source.DirectUpload is { } direct
        ? s with { Creation = null, Upload = new() { Id = id, Token = s.Creation!.Token, ExpiresAt = s.Creation.At.AddSeconds(direct.TimeoutSeconds) } }
        : s with { Creation = null, AssetId = id, State = VideoAssetState.Preparing }, cancellationToken);

    public Task ForgetCreationAsync(AssetRound round, CancellationToken cancellationToken) => WriteAsync(round, s => s with { Creation = null }, cancellationToken);

    public Task UploadSecretAsync(AssetRound round, string? name, CancellationToken cancellationToken) =>
        WriteAsync(round, s => s with { Upload = s.Upload! with { SecretName = name } }, cancellationToken);

    public Task AssetAsync(AssetRound round, string assetId, CancellationToken cancellationToken) =>
        WriteAsync(round, s => s with { AssetId = assetId, State = VideoAssetState.Preparing }, cancellationToken);

    public Task EndedAsync(AssetRound round, VideoAssetState state, string? error, CancellationToken cancellationToken)
    {
        var view = round.View();
        return WriteAsync(round, s => s with { State = state, Error = error, CancelUpload = view.CancelUpload ?? s.CancelUpload, Playback = null, ThumbnailUrl = null }, cancellationToken);
    }

    /// <summary>Records that it plays.</summary>
    public async Task ReadyAsync(AssetRound round, CancellationToken cancellationToken)
    {
        var (answer, inspected) = (round.AssetSeen!.Answer!, round.Inspected);
        await WriteAsync(round, s => s with
        {
            State = VideoAssetState.Ready,
            Error = null,
            ReadyAt = round.Now,
            Playback = new() { Id = answer.PlaybackId! },
            Media = MediaSize.In(inspected is null ? answer.Media : AssetMedia.Merge(answer.Media, inspected), round.Section?.Bytes),
        }, cancellationToken);
        if (round.Asset.Recorded.StartedAt is { } started) VideoMetrics.Ready(round.Now - started);
    }

    public Task SignedAsync(AssetRound round, DateTimeOffset expires, string keyId, CancellationToken cancellationToken) => WriteAsync(
        round, s => s with { Playback = s.Playback! with { SecretName = round.Asset.PlaybackSecretName, TokenExpiresAt = expires, KeyId = keyId } }, cancellationToken);

    /// <summary>Records that all begins anew. What was made stays counted: the next creation has another token.</summary>
    public Task StartOverAsync(AssetRound round, CancellationToken cancellationToken) => WriteAsync(
        round, s => Heeded(round, s) with { State = VideoAssetState.Waiting, Error = null, Upload = null, AssetId = null, ReadyAt = null, Media = null, Playback = null, ThumbnailUrl = null }, cancellationToken);

    public Task HeedAsync(AssetRound round, CancellationToken cancellationToken) => WriteAsync(round, s => Heeded(round, s), cancellationToken);

    /// <summary>Writes the end of a round, if it differs from what is there, and tells the transitions.</summary>
    public async Task EndAsync(AssetRound round, AssetStep end, CancellationToken cancellationToken)
    {
        var view = round.View();
        if (view.HasFinalizer)
            await WriteAsync(round, s => AssetConditions.After(AssetUrls.In(s, round), view, end, round.Asset.Metadata.Generation), cancellationToken);
        foreach (var (type, reason, message) in AssetEvents.Between(round.Before, round.Asset.Recorded)) events.Publish(round.Asset, type, reason, message);
    }

    private static VideoAssetStatus Heeded(AssetRound round, VideoAssetStatus status)
    {
        var view = round.View();
        return status with { NewUpload = view.NewUpload ?? status.NewUpload, CancelUpload = view.CancelUpload ?? status.CancelUpload, Retry = view.Retry ?? status.Retry };
    }

    private async Task WriteAsync(AssetRound round, Func<VideoAssetStatus, VideoAssetStatus> change, CancellationToken cancellationToken) =>
        round.Asset = await writer.WriteAsync(round.Asset, round.Asset.With(change(round.Asset.Recorded)), cancellationToken);
}
