using Onair.Aws;
using Onair.Kubernetes.Events;
using Onair.Operator.Metrics;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.ExternalResources;

/// <summary>
/// Does the steps in the life of external resources, and says in Events what happened. The round forgets what changed, so that the next
/// decision looks again. A kind derives its own steps.
/// </summary>
/// <typeparam name="TRound">The kind's round.</typeparam>
/// <typeparam name="TContext">What the calls need to know.</typeparam>
/// <typeparam name="TKind">The kinds of the owner's resources.</typeparam>
/// <typeparam name="TSeen">What a look finds.</typeparam>
/// <param name="drivers">One for each kind.</param>
/// <param name="absent">What a look finds of a resource that does not exist.</param>
/// <param name="events">Takes the Events.</param>
internal abstract class ResourceActor<TRound, TContext, TKind, TSeen>(IEnumerable<IResourceDriver<TContext, TKind, TSeen>> drivers, TSeen absent, EventRecorder events)
    where TRound : IResourceRound<TContext, TKind, TSeen>
    where TContext : OwnerContext
    where TKind : struct, Enum
    where TSeen : SeenResource
{
    private readonly Dictionary<TKind, IResourceDriver<TContext, TKind, TSeen>> _drivers = drivers.ToDictionary(driver => driver.Kind);

    protected EventRecorder Events { get; } = events;

    /// <summary>Does one step.</summary>
    public virtual async Task DoAsync(ReconcileStep step, TRound round, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case ResourceStep<TKind>.Look look:
                var id = look.ByTag ? null : look.Id ?? round.Known.RecordedId(look.Kind);
                round.Observe(look.Kind, await LookAsync(look.Kind, id, round, cancellationToken) with { ByTag = look.ByTag });
                break;
            case ResourceStep<TKind>.Create create:
                await RecordAsync(await _drivers[create.Kind].CreateAsync(round.Context, create.Token, cancellationToken), round, cancellationToken);
                if (create.Restores) PublishLoss(round, create.Kind);
                round.Change(create.Kind);
                break;
            case ResourceStep<TKind>.Update update:
                await _drivers[update.Kind].UpdateAsync(round.Context, update.Resource, cancellationToken);
                round.Change(update.Kind);
                PublishUpdate(round, update);
                break;
            case ResourceStep<TKind>.Delete delete:
                await DeleteAsync(delete.Resource, round, cancellationToken);
                round.Delete(delete.Kind);
                break;
            case ResourceStep<TKind>.Claim claim:
                await _drivers[claim.Kind].ClaimAsync(round.Context, claim.Arn, claim.IsAdoption, cancellationToken);
                Publish(round, EventType.Normal, "Adopted", $"The {round.Known.Title(claim.Kind)} {claim.Arn} now belongs to this {round.Known.OwnerKind}.");
                round.Tag(claim.Kind, claim.Arn, claim.IsAdoption);
                break;
            case ResourceStep<TKind>.Release release:
                await _drivers[release.Kind].ReleaseAsync(round.Context, release.Resource, cancellationToken);
                Publish(round, EventType.Normal, "Released", $"The {round.Known.Title(release.Kind)} {release.Resource.Arn} is kept and no longer belongs to Onair.");
                round.Tag(release.Kind, release.Resource.Arn!);
                break;
            case ResourceStep<TKind>.RecordLoss loss:
                if (loss.ByOthers) PublishLoss(round, loss.Kind);
                if (loss.IsAnothers) PublishAnothers(round, loss.Kind);
                await RecordAsync(loss, round, cancellationToken);
                break;
            default:
                await RecordAsync(step, round, cancellationToken);
                break;
        }
    }

    /// <summary>Writes what a step records, and lets the round know.</summary>
    protected abstract Task RecordAsync(ReconcileStep step, TRound round, CancellationToken cancellationToken);

    /// <summary>Looks for a resource by its id, or without one by its tag.</summary>
    protected async Task<TSeen> LookAsync(TKind kind, string? id, TRound round, CancellationToken cancellationToken)
    {
        var driver = _drivers[kind];
        try
        {
            return id is null ? await driver.FindAsync(round.Context, cancellationToken) : await driver.LookAsync(round.Context, id, cancellationToken);
        }
        catch (Exception e) when (IsNotFound(e))
        {
            return absent;
        }
    }

    private async Task DeleteAsync(Owned<TKind> resource, TRound round, CancellationToken cancellationToken)
    {
        try
        {
            await _drivers[resource.Kind].DeleteAsync(round.Context, resource, cancellationToken);
        }
        catch (Exception e) when (IsNotFound(e))
        {
            // Gone already: a write does not lag behind as a read may.
        }
    }

    private void PublishUpdate(TRound round, ResourceStep<TKind>.Update update)
    {
        var title = round.Known.Title(update.Kind);
        if (update.Outdated.Count > 0)
            Publish(round, EventType.Normal, "Upgraded", $"The {title} has the settings of this version of Onair: {string.Join(", ", update.Outdated)}.");
        if (update.Fields.Count == 0) return;
        var fields = string.Join(", ", update.Fields);
        if (!round.IsDriftOf(update))
        {
            Publish(round, EventType.Normal, "Changed", $"The {title} now matches the spec: {fields}.");
            return;
        }
        DriftMetrics.Changed(round.Known.MetricLabel(update.Kind));
        Publish(round, EventType.Warning, "DriftCorrected", $"The {title} was changed outside Onair and matches the spec again: {fields}.");
    }

    private void PublishLoss(TRound round, TKind kind)
    {
        Publish(round, EventType.Warning, "ResourceLost", $"The {round.Known.Title(kind)} {round.Known.RecordedId(kind)} was deleted outside Onair.");
        DriftMetrics.Lost(round.Known.MetricLabel(kind));
    }

    private void PublishAnothers(TRound round, TKind kind) => Publish(
        round, EventType.Warning, "NotOwned",
        $"The status named the {round.Known.Title(kind)} {round.Known.RecordedId(kind)}, which is not this {round.Known.OwnerKind}'s. It is left as it is.");

    private void Publish(TRound round, EventType type, string reason, string message) => Events.Publish(round.Owner, type, reason, message);

    private static bool IsNotFound(Exception error) => AwsErrorReader.Classify(error).Kind == AwsErrorKind.NotFound;
}
