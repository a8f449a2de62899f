using k8s.Models;
using Onair.Api.Common;
using Onair.Api.MediaProviders;
using Onair.Api.VideoAssets;
using Onair.Kubernetes.Controllers;
using Onair.Kubernetes.Events;
using Onair.Kubernetes.Informers;
using Onair.Operator.AwsAccounts;
using Onair.Operator.AwsAccounts.Limits;
using Onair.Operator.Orphans;
using Onair.Operator.ProviderAccess;
using Onair.Operator.Reconciliation;
using Onair.Operator.VideoServices;
using EventType = Onair.Kubernetes.Events.EventType;

namespace Onair.Operator.MediaProviders;

/// <summary>
/// Checks that a provider is usable: its credentials are valid, its archive bucket exists, and its video service responds.
/// Keeps a deleted provider while any resource has anything in its account, because nothing could delete it then.
/// </summary>
internal sealed class MediaProviderController(
    ProviderRules rules, ProviderAccountCache accounts, VideoServiceCache services, AwsProviderCheck aws, VideoProviderCheck video, CachedProviderUsers cached,
    Informer<VideoAsset> assets, AccountBudgets budgets, OrphanReporter orphans, EntityWriter<MediaProvider> writer, EventRecorder events, TimeProvider time)
    : IEntityController<MediaProvider>
{
    private static readonly TimeSpan Recheck = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(10);

    public async Task<ReconciliationResult> ReconcileAsync(MediaProvider entity, CancellationToken cancellationToken)
    {
        var (deleting, isPaused) = (entity.Metadata.DeletionTimestamp is not null, entity.GetAnnotation(Annotations.Paused) == "true");
        var users = deleting && entity.Spec.OnAirGuard ? ProviderUse.Text(cached.Of(entity.Metadata.Name!)) : null;
        if (deleting && users is null && !isPaused)
        {
            accounts.Forget(entity.Metadata.Name!);
            services.Forget(entity.Metadata.Name!);
            budgets[entity.Metadata.Name!] = null;
            await writer.RemoveFinalizerAsync(entity, Annotations.InUseFinalizer, cancellationToken);
            return ReconciliationResult.Done();
        }
        if (!deleting) entity = await writer.AddFinalizerAsync(entity, Annotations.InUseFinalizer, cancellationToken);
        var check = isPaused ? null : await CheckAsync(entity, cancellationToken);
        var before = entity.Status ?? new();
        var end = ProviderConditions.End(check, users is null ? null : $"Deletion waits until no {ProviderUse.Listed(cached.Kinds, "or")} has anything in its account: {users}. {ProviderUse.Remedy}");
        var after = After(before, end, check, entity);
        if (Differs(before, after))
        {
            await writer.UpdateStatusAsync(entity.With(after), cancellationToken);
            // A budget is read in the status; it is no event. Each orphan has an Event of its own.
            if (Differs(before, after with { Budget = before.Budget, Orphans = before.Orphans, OrphanCount = before.OrphanCount })
                && after.Conditions.First(c => c.Type == ConditionTypes.Ready) is var ready)
                events.Publish(entity, check is { Usable: false } ? EventType.Warning : EventType.Normal, ready.Reason, ready.Message);
            orphans.Announce(entity, before, after);
        }
        return ReconciliationResult.RequeueAfter(check is { Usable: false } || (deleting && check is not null) ? Retry : Recheck);
    }

    private async Task<ProviderCheck> CheckAsync(MediaProvider provider, CancellationToken cancellationToken)
    {
        if (rules.Check(provider) is { Count: > 0 } violations) return new(false, "Invalid", string.Join("; ", violations));
        var account = provider.Spec.Aws is { } spec ? await aws.CheckAsync(provider, spec, cancellationToken) : null;
        var service = provider.Spec.Video is null || account is { Usable: false } ? null : await video.CheckAsync(provider, cancellationToken);
        return (account, service) switch
        {
            ({ Usable: true }, { Usable: true }) => account with { Message = $"{account.Message} {service.Message}", KeyId = service.KeyId },
            (_, { } found) => found with { Account = account?.Account, Arn = account?.Arn },
            _ => account!,
        };
    }

    private MediaProviderStatus After(MediaProviderStatus before, RoundEnd end, ProviderCheck? check, MediaProvider provider)
    {
        var (name, now) = (provider.Metadata.Name!, time.GetUtcNow());
        var found = orphans.After(provider, check?.Recorded(before, provider.Spec.Aws?.Region) ?? before) with
        {
            Budget = AccountBudgets.Shown(before.Budget, budgets[name]),
            Video = VideoProviderCheck.KeyAfter(before.Video, check?.KeyId, assets.List().Where(a => a.Recorded.Provider == name), now),
        };
        return ProviderConditions.After(found, end, check, provider.Metadata.Generation, now);
    }

    private static bool Differs(MediaProviderStatus a, MediaProviderStatus b) =>
        a with { Conditions = [] } != b with { Conditions = [] } || !a.Conditions.SequenceEqual(b.Conditions);
}
