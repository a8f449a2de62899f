using System.Collections.Concurrent;
using k8s.Models;
using Onair.Api.Common;
using Onair.Api.VideoAssets;
using Onair.Operator.ProviderAccess;
using Onair.Operator.Reconciliation;
using Onair.Operator.VideoAssets.Decisions;
using Onair.Operator.VideoAssets.Status;
using Onair.Operator.VideoServices;
using Onair.Primitives;
using Onair.VideoActions;

namespace Onair.Operator.VideoAssets;

/// <summary>What a VideoAsset brings to the loop.</summary>
internal sealed class VideoAssetReconciler(VideoAssetActor actor, AssetSource source, ProviderLookup providers, OperatorOptions options, TimeProvider time)
    : ResourceReconciler<VideoAsset, VideoAssetRound>
{
    // When assets were last looked at, after which callback, and what that has proven: after a restart each is looked at once.
    private readonly ConcurrentDictionary<string, (long At, string? Callback, ProvenPlayback? Proven)> _looked = new(StringComparer.Ordinal);

    // What the service accepted the end of. A restart forgets it, and the end is proven by several answers.
    private readonly ConcurrentDictionary<string, string> _ended = new(StringComparer.Ordinal);

    public override int MaxSteps => 50;

    public override string? ProviderOf(VideoAsset resource) => resource.Recorded.Provider ?? resource.Spec.ProviderRef.Name;

    public override async Task<VideoAssetRound> BeginAsync(VideoAsset resource, CancellationToken cancellationToken)
    {
        var round = new VideoAssetRound(resource, VideoAssetRound.Begun(resource, options, LookIsDue(resource), time.GetUtcNow()), time)
        {
            Split = source.SplitOf(resource),
            AcceptedEnd = _ended.GetValueOrDefault(resource.Uid),
        };
        round.Learn(v => v with { Proven = _looked.GetValueOrDefault(resource.Uid).Proven });
        var name = ProviderOf(resource)!;
        round.Service = await providers.ServiceAsync(round, name, resource.Spec.ProviderRef.Name, "spec.providerRef.name", cancellationToken);
        if (round is { Deleting: false, Resource.Spec.PlaybackPolicy: PlaybackPolicy.Signed, Service.SigningKey: null })
            round.ProviderProblem ??= new("NoSigningKey", $"MediaProvider \"{name}\" has no spec.video.signingKeySecretRef, which the policy Signed needs.");
        if (resource.Recorded.AssetId is not null) return round;
        var seen = await AssetSource.LookAsync(round, cancellationToken);
        round.Learn(v => v with { Source = seen });
        return round;
    }

    public override ReconcileStep Decide(VideoAssetRound round) => DecideVideoAsset.Next(round.View);

    public override Task ActAsync(ReconcileStep step, VideoAssetRound round, CancellationToken cancellationToken) => actor.DoAsync(step, round, cancellationToken);

    public override StepError OnError(Exception error, ReconcileStep step, VideoAssetRound round) => error switch
    {
        VideoServiceException { Kind: VideoErrorKind.AccessDenied or VideoErrorKind.Rejected } e => new StepError.Ends(new Stall(e.Kind.ToString(), e.Message)),
        ActionException e => new StepError.Ends(new Stall("ActionMap", $"MediaProvider \"{round.Provider!.Metadata.Name}\": {e.Message}.")),
        SectionNotProvenException e => new StepError.Ends(new Stall("SectionNotProven", e.Message)),
        CredentialsException e => new StepError.Ends(new Wait("CredentialsUnusable", $"{e.Message}.")),
        // A video that plays goes on playing while its service's API is away, and its tokens are renewed in time: no growing delay.
        VideoServiceException when round.Resource.Recorded.State == VideoAssetState.Ready && !round.Deleting => Without(round),
        VideoServiceException e => new StepError.Retries(new Wait("ServiceUnavailable", $"{e.Message}. Onair retries.")),
        _ => new StepError.Retries(),
    };

    public override VideoAsset AtEnd(RoundEnd end, VideoAssetRound round)
    {
        var asset = round.Resource;
        return asset.With(AssetConditions.After(AssetUrls.In(asset.Recorded, round.Urls(), asset.Spec), round.View, end, asset.Metadata.Generation));
    }

    public override string DeletedMessage(VideoAsset resource) =>
        resource.Spec.DeletionPolicy == DeletionPolicy.Retain ? "The video stays at the service." : "Nothing is left at the service.";

    public override void Ended(RoundEnd end, VideoAssetRound round)
    {
        // A callback that came during the round may say more than the round has seen.
        if (round.AcceptedEnd is { } ended) _ended[round.Resource.Uid] = ended;
        if (round.View.Asset is not null) _looked[round.Resource.Uid] = (time.GetTimestamp(), Callback(round.Before), round.View.Proven);
    }

    public override TimeSpan? RequeueAfter(RoundEnd end, VideoAssetRound round)
    {
        var video = options.Video;
        return Jitter.Around(end switch
        {
            _ when round is { Resource.Recorded.NotFound.Since: var since } =>
                TimeSpan.FromSeconds(Math.Clamp((time.GetUtcNow() - since).TotalSeconds / 10, video.PollSeconds, video.ReadyPollSeconds)),
            Settle when round.View.LookFailed => Earlier(TimeSpan.FromSeconds(video.SlowestPollSeconds), round.View.PlaybackSecret?.RenewAt - time.GetUtcNow()),
            Settle => Earlier(TimeSpan.FromSeconds(video.ReadyPollSeconds), round.View.PlaybackSecret?.RenewAt - time.GetUtcNow()),
            Wait { For: WaitFor.InFlight } => TimeSpan.FromSeconds(video.SettlingSeconds),
            Wait { For: WaitFor.Provider } => TimeSpan.FromSeconds(Math.Clamp(Age(round) / 10, video.PollSeconds, video.SlowestPollSeconds)),
            _ => TimeSpan.FromSeconds(video.SlowestPollSeconds),
        });
    }

    public override void Forget(VideoAsset resource)
    {
        _looked.TryRemove(resource.Uid, out _);
        _ended.TryRemove(resource.Uid, out _);
    }

    private static StepError.Continues Without(VideoAssetRound round)
    {
        round.Learn(v => v with { LookFailed = true });
        return new();
    }

    private double Age(VideoAssetRound round) => (time.GetUtcNow() - round.Resource.Recorded.StartedAt)?.TotalSeconds ?? 0;

    private static TimeSpan Earlier(TimeSpan usual, TimeSpan? other) => other is { } sooner && sooner < usual ? TimeSpan.FromSeconds(Math.Max(1, sooner.TotalSeconds)) : usual;

    private bool LookIsDue(VideoAsset asset) =>
        !_looked.TryGetValue(asset.Uid, out var last) || last.Callback != Callback(asset) || time.GetElapsedTime(last.At).TotalSeconds >= options.Video.ReadyPollSeconds * 0.75;

    private static string? Callback(VideoAsset asset) => asset.GetAnnotation(Annotations.Callback);
}
