using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Kubernetes;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.MediaProviders;
using Onair.Operator.Outboxes;

namespace Onair.Operator.LiveStreams;

/// <summary>Observe, decide, act, record — one step after the other until there is nothing to do but wait.</summary>
internal sealed partial class LiveStreamController(
    StreamActor actor, StreamRecorder recorder, Farewell<LiveStream> farewell, StreamPace pace, ProviderAccounts accounts, Informer<MediaProvider> providers,
    OperatorOptions options, TimeProvider time, ILogger<LiveStreamController> logger) : IEntityController<LiveStream>
{
    // Creation takes about 30 steps; more means that a step does not do what the decision expects of it.
    private const int MaxSteps = 60;

    public async Task<ReconciliationResult> ReconcileAsync(LiveStream entity, CancellationToken ct)
    {
        var round = new StreamRound(entity, options.ClusterName, time)
        {
            BehaviourRefused = pace.BehaviourRefused(entity.Uid),
            LookAtAll = entity.Metadata.Generation != entity.Recorded.ObservedGeneration || IsStalled(entity)
                || pace.DriftCheckIsDue(entity.Uid),
        };
        if (entity.Metadata.DeletionTimestamp is not null)
            foreach (var kind in pace.ProvenAbsent(entity.Uid))
                round.Saw(kind, Sighting.Absent with { ByTag = true });
        await FindProviderAsync(round, ct);

        for (var i = 0; i < MaxSteps; i++)
        {
            var step = Decide.Next(round.View());
            if (step is Step.RemoveFinalizer)
            {
                (round.Stream, var waitsFor) = await farewell.SayAsync(round.Stream, ct);
                if (waitsFor is not null) step = new Step.Wait("Telling", waitsFor);
            }
            if (step is Step.Wait or Step.Stall or Step.Settle or Step.Observe) return await EndAsync(round, step, ct);
            LogStep(round.Stream.Metadata.Namespace, round.Stream.Metadata.Name, step.GetType().Name);
            try
            {
                await actor.DoAsync(step, round, ct);
                if (step is Step.Look { ByTag: true } look) Remember(round, look.Kind);
            }
            catch (Exception e) when (e is not ApiException and not OperationCanceledException)
            {
                // A deletion that AWS does not let through has to say so, whatever the stream was before.
                var ready = entity.Metadata.DeletionTimestamp is null
                    && round.Before.Conditions.Any(c => c is { Type: ConditionTypes.Ready, Status: ConditionStatus.True });
                var end = StreamErrors.EndOf(e, step, ready, round.Secrets);
                if (step is Step.Create { Kind: ResourceKind.Behaviour } && end is Step.Wait { For: WaitFor.Quota } refused)
                {
                    // The show does not wait for the distribution.
                    pace.RefuseBehaviour(entity.Uid, refused.Message);
                    round.BehaviourRefused = refused.Message;
                    continue;
                }
                if (end is null || StreamErrors.IsPassing(e))
                {
                    if (end is not null) await recorder.EndAsync(round, end, ct);
                    throw;
                }
                return await EndAsync(round, end, ct);
            }
        }
        throw new InvalidOperationException($"No end after {MaxSteps} steps; the last decision was {Decide.Next(round.View()).GetType().Name}.");
    }

    private async Task<ReconciliationResult> EndAsync(StreamRound round, Step end, CancellationToken ct)
    {
        var uid = round.Stream.Uid;
        await recorder.EndAsync(round, end, ct);
        if (!round.View().HasFinalizer)
        {
            pace.Forget(uid);
            return ReconciliationResult.Done();
        }
        if (end is Step.Settle or Step.Observe && round.LookAtAll) pace.DriftChecked(uid, round.Account!);
        return ReconciliationResult.RequeueAfter(pace.After(end, round.Stream.Recorded.Schedule?.Until));
    }

    // Stalled in the middle of an edit, the rest of it is still to be applied. A hold is no such thing.
    private static bool IsStalled(LiveStream stream) =>
        stream.Recorded.Hold is null && stream.Is(ConditionTypes.Stalled);

    // The provider that the resources were made with, which a changed spec no longer names.
    private async Task FindProviderAsync(StreamRound round, CancellationToken ct)
    {
        var name = round.Stream.ProviderName;
        if (name.Length == 0)
        {
            // The rules say what is missing.
            round.Provider = new(false, "ProviderMissing");
            return;
        }
        if (providers.Get(new NamespacedName(null, name)) is not { } provider)
        {
            round.Provider = new(
                false, "ProviderMissing", $"spec.providerRef.name: Not found: \"{name}\": no MediaProvider has this name.");
            return;
        }
        try
        {
            (round.Account, round.MediaProvider) = (await accounts.GetAsync(provider, ct), provider);
            // A provider that was edited, or whose Secrets were, may declare other resources.
            if (pace.AccountChanged(round.Stream.Uid, round.Account)) (round.LookAtAll, round.IsDrift) = (true, false);
        }
        catch (CredentialsException e)
        {
            round.Provider = new(false, "CredentialsUnusable", $"MediaProvider \"{name}\": {e.Message}.");
        }
    }

    private void Remember(StreamRound round, ResourceKind kind)
    {
        var view = round.View();
        if (view.Deleting && view.See(kind) is { Exists: false }) pace.ProvenAbsent(view.Uid, kind);
    }
}
