using System.Collections.Concurrent;
using Onair.Api.Common;
using Onair.Api.MediaProviders;
using Onair.Api.VideoAssets;
using Onair.Kubernetes;
using Onair.Operator.MediaProviders;
using Onair.Operator.Outboxes;
using Onair.Operator.VideoAssets.Decisions;
using Onair.VideoActions;

namespace Onair.Operator.VideoAssets;

/// <summary>Observe, decide, act, record — one step after the other until there is nothing to do but wait.</summary>
internal sealed partial class VideoAssetController(
    AssetActor actor, AssetRecorder recorder, Farewell<VideoAsset> farewell, AssetSource source, VideoServiceCache services, Informer<MediaProvider> providers,
    OperatorOptions options, TimeProvider time, ILogger<VideoAssetController> logger)
    : IEntityController<VideoAsset>
{
    // More means that a step does not do what the decision expects of it.
    private const int MaxSteps = 50;

    // When ready assets were last asked for, and after which callback. Only to spare calls: a restart asks for each once.
    private readonly ConcurrentDictionary<string, (long At, string? Callback)> _looked = new(StringComparer.Ordinal);

    public async Task<ReconciliationResult> ReconcileAsync(VideoAsset entity, CancellationToken ct)
    {
        var round = new AssetRound(entity, options, time)
        {
            Provider = providers.Get(new NamespacedName(null, entity.Recorded.Provider ?? entity.Spec.ProviderRef.Name)),
            Split = source.SplitOf(entity),
            LookIsDue = LookIsDue(entity),
        };
        await FindServiceAsync(round, ct);
        if (entity.Recorded.AssetId is null) round.Source = await AssetSource.LookAsync(round, ct);
        for (var i = 0; i < MaxSteps; i++)
        {
            var step = DecideAsset.Next(round.View());
            if (step is AssetStep.RemoveFinalizer)
            {
                (round.Asset, var waitsFor) = await farewell.SayAsync(round.Asset, ct);
                if (waitsFor is not null) step = new AssetStep.Wait("Telling", waitsFor, WaitFor.Service);
            }

            if (step is AssetStep.Wait or AssetStep.Stall or AssetStep.Settle) return await EndAsync(round, step, ct);
            LogStep(entity.Metadata.Namespace, entity.Metadata.Name, step.GetType().Name);
            try
            {
                await actor.DoAsync(step, round, ct);
                if (step is AssetStep.RemoveFinalizer)
                {
                    _looked.TryRemove(entity.Uid, out _);
                    return ReconciliationResult.Done();
                }
            }
            catch (VideoServiceException e) when (e.Kind is VideoErrorKind.AccessDenied or VideoErrorKind.Rejected)
            {
                return await EndAsync(round, new AssetStep.Stall(e.Kind.ToString(), e.Message), ct);
            }
            catch (ActionException e)
            {
                return await EndAsync(round, new AssetStep.Stall("ActionMap", $"MediaProvider \"{round.Provider!.Metadata.Name}\": {e.Message}."), ct);
            }
            catch (CredentialsException e)
            {
                return await EndAsync(round, new AssetStep.Wait("CredentialsUnusable", $"{e.Message}.", WaitFor.Service), ct);
            }
            catch (VideoServiceException e)
            {
                // What plays goes on playing while its service's API is away.
                if (round.Asset.Recorded.State != VideoAssetState.Ready || entity.Metadata.DeletionTimestamp is not null)
                    await recorder.EndAsync(round, new AssetStep.Wait("ServiceUnavailable", $"{e.Message}. It is tried again.", WaitFor.Service), ct);
                throw;
            }
        }

        throw new InvalidOperationException($"No end after {MaxSteps} steps; the last decision was {DecideAsset.Next(round.View()).GetType().Name}.");
    }

    private async Task<ReconciliationResult> EndAsync(AssetRound round, AssetStep end, CancellationToken ct)
    {
        if (round.AssetSeen is not null) _looked[round.Asset.Uid] = (time.GetTimestamp(), Callback(round.Asset));
        await recorder.EndAsync(round, end, ct);
        var video = options.Video;
        return ReconciliationResult.RequeueAfter(Jitter.Around(end switch
        {
            AssetStep.Settle => Earlier(TimeSpan.FromSeconds(video.ReadyPollSeconds), round.PlaybackSecret?.RenewAt - time.GetUtcNow()),
            AssetStep.Wait { For: WaitFor.Settling } => TimeSpan.FromSeconds(video.SettlingSeconds),
            AssetStep.Wait { For: WaitFor.Service } => TimeSpan.FromSeconds(Math.Clamp(Age(round) / 10, video.PollSeconds, video.SlowestPollSeconds)),
            _ => TimeSpan.FromSeconds(video.SlowestPollSeconds),
        }));
    }

    private double Age(AssetRound round) => (time.GetUtcNow() - round.Asset.Recorded.StartedAt)?.TotalSeconds ?? 0;

    private static TimeSpan Earlier(TimeSpan usual, TimeSpan? other) => other is { } sooner && sooner < usual ? TimeSpan.FromSeconds(Math.Max(1, sooner.TotalSeconds)) : usual;

    private bool LookIsDue(VideoAsset asset) =>
        !_looked.TryGetValue(asset.Uid, out var last) || last.Callback != Callback(asset) || time.GetElapsedTime(last.At).TotalSeconds >= options.Video.ReadyPollSeconds * 0.75;

    private async Task FindServiceAsync(AssetRound round, CancellationToken ct)
    {
        var name = round.Asset.Recorded.Provider ?? round.Asset.Spec.ProviderRef.Name;
        if (round.Provider is not { } provider)
        {
            round.ProviderProblem = ("ProviderMissing", $"MediaProvider \"{name}\" is not there.");
            return;
        }

        try
        {
            round.Service = await services.GetAsync(provider, ct);
            if (round.Asset is { Spec.PlaybackPolicy: PlaybackPolicy.Signed, Metadata.DeletionTimestamp: null } && round.Service.SigningKey is null)
                round.ProviderProblem = ("NoSigningKey", $"MediaProvider \"{name}\" has no spec.video.signingKeySecretRef, which the policy Signed needs.");
        }
        catch (CredentialsException e)
        {
            round.ProviderProblem = ("CredentialsUnusable", $"MediaProvider \"{name}\": {e.Message}.");
        }
    }

    private static string? Callback(VideoAsset asset) => asset.Metadata.Annotations?.GetValueOrDefault(Annotations.Callback);

    [LoggerMessage(70, LogLevel.Debug, "{Namespace}/{Name}: {Step}")]
    private partial void LogStep(string? @namespace, string? name, string step);
}
