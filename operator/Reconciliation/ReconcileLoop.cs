using System.Collections.Concurrent;
using k8s;
using k8s.Models;
using Onair.Api.Common;
using Onair.Events.Transitions;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Controllers;
using Onair.Kubernetes.Events;
using Onair.Kubernetes.LeaderElection;
using Onair.Kubernetes.Resources;
using Onair.Operator.AwsAccounts.Limits;
using Onair.Operator.Outboxes;
using Onair.Primitives;

namespace Onair.Operator.Reconciliation;

/// <summary>
/// The loop of all kinds: observe, decide, act, record, one step after the other until there is nothing to do but wait. A step is done
/// only while this process holds the lease. A restart after any step leads to the same decisions. A round begins only when its provider
/// has a slot.
/// </summary>
internal sealed partial class ReconcileLoop<TResource, TRound>(
    ResourceReconciler<TResource, TRound> reconciler, OutboxKind<TResource> kind, EntityWriter<TResource> writer, StatusWriter<TResource> statuses, OutboxDrain<TResource> drain,
    EventRecorder events, AccountHealthRegistry healths, ReconcileRequests<TResource> requests, WatchedSecrets<TResource> secrets, OperatorOptions options, ILoggerFactory loggers,
    LeaderElector? elector = null) : IEntityController<TResource>
    where TResource : class, IKubernetesObject<V1ObjectMeta>
    where TRound : ReconcileRound<TResource>
{
    // How soon a resource comes back for which its provider had no slot.
    private static readonly TimeSpan SlotRetry = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan DeliveryPoll = TimeSpan.FromSeconds(3);

    // The deleted resources of which only events are left, by uid. After a restart they are looked at again.
    private readonly ConcurrentDictionary<string, bool> _gone = new(StringComparer.Ordinal);

    private readonly ILogger _log = loggers.CreateLogger(reconciler.GetType());
    private readonly ProviderSlots _slots = new(options.MaxConcurrentReconciles, healths);
    private readonly QuotaWaiters _waiters = new((name, uid) =>
    {
        reconciler.QuotaMayBeFree(uid);
        requests.Add(name);
    });

    public async Task<ReconciliationResult> ReconcileAsync(TResource entity, CancellationToken cancellationToken)
    {
        var priority = reconciler.PriorityOf(entity);
        using var slot = _slots.TryEnter(reconciler.ProviderOf(entity), priority);
        if (slot is null) return ReconciliationResult.RequeueAfter(Jitter.Around(SlotRetry));
        using var calls = CallPriorityScope.Use(priority);
        return await RoundAsync(entity, cancellationToken);
    }

    private async Task<ReconciliationResult> RoundAsync(TResource entity, CancellationToken cancellationToken)
    {
        var suspicion = secrets.Suspicion(entity.Metadata.Uid!);
        var round = await reconciler.BeginAsync(entity, cancellationToken);
        round.IsProvenGone = round.Deleting && _gone.ContainsKey(entity.Metadata.Uid!);
        for (var i = 0; i < reconciler.MaxSteps; i++)
        {
            var step = reconciler.Decide(round);
            if (step is RemoveFinalizer && round.Deleting) _gone[entity.Metadata.Uid!] = true;
            if (step is RemoveFinalizer) step = await DrainAsync(round, cancellationToken) ?? step;
            if (step is RoundEnd end)
            {
                if (reconciler.Verifies(end)) secrets.Verified(entity.Metadata.Uid!, suspicion);
                return await EndAsync(end, round, cancellationToken);
            }
            LogStep(typeof(TResource).Name, entity.Namespace(), entity.Metadata.Name, step.GetType().Name);
            elector?.EnsureLeader();
            switch (step)
            {
                case AddFinalizer:
                    round.Resource = await writer.AddFinalizerAsync(round.Resource, Annotations.Finalizer, cancellationToken);
                    break;
                case RemoveFinalizer:
                    return await RemoveFinalizerAsync(round, cancellationToken);
                default:
                    if (await ActAsync(step, round, cancellationToken) is { } failed) return await EndAsync(failed, round, cancellationToken);
                    break;
            }
            if (round.IsOutdated) return BeginAgain(round);
        }
        throw new InvalidOperationException($"No end after {reconciler.MaxSteps} steps; the last decision was {reconciler.Decide(round).GetType().Name}.");
    }

    /// <summary>Does one step of the kind's own; returns how the round ends when an error ends it.</summary>
    private async Task<RoundEnd?> ActAsync(ReconcileStep step, TRound round, CancellationToken cancellationToken)
    {
        using var calls = CallPriorityScope.Use(reconciler.PriorityOf(step, round));
        try
        {
            var account = reconciler.ProviderOf(round.Resource);
            await reconciler.ActAsync(step, round, cancellationToken);
            if (reconciler.FreesQuota(step) && account is not null) _waiters.Freed(account);
            return null;
        }
        catch (Exception e) when (e is not ApiException and not OperationCanceledException)
        {
            switch (reconciler.OnError(e, step, round))
            {
                case StepError.Ends ends:
                    return ends.End;
                case StepError.Retries retries:
                    if (retries.Recorded is { } end) await RecordAsync(end, round, cancellationToken);
                    throw;
                default:
                    return null;
            }
        }
    }

    // What was done is recorded; what comes next is decided for the resource as it is now.
    private ReconciliationResult BeginAgain(TRound round)
    {
        Publish(round);
        return ReconciliationResult.RequeueAfter(TimeSpan.Zero);
    }

    private async Task<Wait?> DrainAsync(TRound round, CancellationToken cancellationToken)
    {
        elector?.EnsureLeader();
        (round.Resource, var waitsFor) = await drain.DrainAsync(round.Resource, cancellationToken);
        return waitsFor is null ? null : new("DeliveringEvents", waitsFor, WaitFor.Delivery);
    }

    private async Task<ReconciliationResult> RemoveFinalizerAsync(TRound round, CancellationToken cancellationToken)
    {
        events.Publish(round.Resource, EventType.Normal, "Deleted", reconciler.DeletedMessage(round.Resource));
        round.Resource = await writer.RemoveFinalizerAsync(round.Resource, Annotations.Finalizer, cancellationToken);
        Publish(round);
        Forget(round.Resource);
        if (reconciler.ProviderOf(round.Resource) is { } account) _waiters.Freed(account);
        return ReconciliationResult.Done();
    }

    private async Task<ReconciliationResult> EndAsync(RoundEnd end, TRound round, CancellationToken cancellationToken)
    {
        await RecordAsync(end, round, cancellationToken);
        if (!round.HasFinalizer)
        {
            Forget(round.Resource);
            return ReconciliationResult.Done();
        }
        reconciler.Ended(end, round);
        if (reconciler.WaitsForQuota(end, round) && reconciler.ProviderOf(round.Resource) is { } account) _waiters.Add(NamespacedName.Of(round.Resource), round.Resource.Metadata.Uid!, account);
        else _waiters.Remove(NamespacedName.Of(round.Resource));
        // A delivery wakes the resource, but not a sink that has begun to fail.
        if (end is Wait { For: WaitFor.Delivery }) return ReconciliationResult.RequeueAfter(Jitter.Around(DeliveryPoll));
        return reconciler.RequeueAfter(end, round) is { } delay ? ReconciliationResult.RequeueAfter(delay) : ReconciliationResult.Done();
    }

    private void Forget(TResource resource)
    {
        _waiters.Remove(NamespacedName.Of(resource));
        _gone.TryRemove(resource.Metadata.Uid!, out _);
        reconciler.Forget(resource);
    }

    // What carries no finalizer of ours is none of our business yet, or no longer.
    private async Task RecordAsync(RoundEnd end, TRound round, CancellationToken cancellationToken)
    {
        if (round.HasFinalizer) round.Resource = await statuses.WriteAsync(round.Resource, reconciler.AtEnd(end, round), cancellationToken);
        Publish(round);
    }

    private void Publish(TRound round)
    {
        var announcements = kind.Between(round.Before, round.Resource).Select(c => c.Announcement).OfType<Announcement>().ToList();
        foreach (var (type, reason, message) in announcements) events.Publish(round.Resource, type, reason, message);
        // An Event has its own line. What concerns nobody but the reader of the log has one here.
        if (announcements.Count == 0 && TransitionText.Between(kind.Status(round.Before), kind.Status(round.Resource)) is { } what)
            LogTransition(typeof(TResource).Name, round.Resource.Namespace(), round.Resource.Metadata.Name, what);
    }

    [LoggerMessage(2, LogLevel.Information, "{Kind} {Namespace}/{Name}: {What}")]
    private partial void LogTransition(string kind, string? @namespace, string? name, string what);

    [LoggerMessage(1, LogLevel.Debug, "{Kind} {Namespace}/{Name}: {Step}")]
    private partial void LogStep(string kind, string? @namespace, string? name, string step);
}
