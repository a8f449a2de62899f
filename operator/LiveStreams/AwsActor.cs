using Onair.Api.LiveStreams;
using Onair.Aws;
using Onair.Kubernetes.Events;
using Onair.Kubernetes.LeaderElection;
using Onair.Operator.ExternalResources;
using Onair.Operator.LiveStreams.AwsResources;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.Metrics;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams;

/// <summary>Looks at resources in AWS and does one step there. The round forgets what it changed, so that the next decision looks again.</summary>
internal sealed class AwsActor(LiveStreamRecorder recorder, EventRecorder events, LeaderElector elector)
{
    // An Event announces a stop; an API server that does not accept Events must not keep a channel on air.
    private static readonly TimeSpan AnnouncementTimeout = TimeSpan.FromSeconds(2);

    private static readonly Dictionary<ResourceKind, IResourceDriver<StreamContext, ResourceKind, ObservedResource>> Resources = new IResourceDriver<StreamContext, ResourceKind, ObservedResource>[]
    {
        new InputSecurityGroupResource(), new SourceCredentialsResource(), new InputResource(), new PackageChannelResource(), new PackageEndpointResource(),
        new ChannelResource(), new BehaviourResource(),
    }.ToDictionary(r => r.Kind);

    public async Task DoAsync(ReconcileStep step, LiveStreamRound round, CancellationToken cancellationToken)
    {
        var context = round.Context;
        switch (step)
        {
            case LiveStreamStep.Create create:
                await recorder.RecordAsync(await Resources[create.Kind].CreateAsync(context, create.Token, cancellationToken), round, cancellationToken);
                if (create.Restores) PublishLoss(round, create.Kind);
                round.Change(create.Kind);
                break;
            case LiveStreamStep.Update update:
                await Resources[update.Kind].UpdateAsync(context, update.Resource, cancellationToken);
                round.Change(update.Kind);
                PublishUpdate(round, update);
                break;
            case LiveStreamStep.Claim claim:
                await Resources[claim.Kind].ClaimAsync(context, claim.Arn, claim.IsAdoption, cancellationToken);
                events.Publish(round.Resource, EventType.Normal, "Adopted", $"The {claim.Kind.Title()} {claim.Arn} now belongs to this LiveStream.");
                round.Change(claim.Kind);
                break;
            case LiveStreamStep.Release release:
                await Resources[release.Kind].ReleaseAsync(context, release.Resource, cancellationToken);
                events.Publish(round.Resource, EventType.Normal, "Released", $"The {release.Kind.Title()} {release.Resource.Arn} is kept and no longer belongs to Onair.");
                round.Change(release.Kind);
                break;
            case LiveStreamStep.Delete delete:
                await DeleteAsync(delete, context, cancellationToken);
                round.Change(delete.Kind);
                break;
            case LiveStreamStep.Start start:
                await context.Account.MediaLive.CallAsync(
                    "StartChannel", (client, ct) => client.StartChannelAsync(new() { ChannelId = start.Channel.Id }, ct), cancellationToken);
                round.Change(ResourceKind.Channel);
                break;
            case LiveStreamStep.Stop stop:
                await events.PublishAsync(
                    round.Resource, EventType.Normal, "Stopping", $"The channel goes off air: {stop.Why.TrimEnd('.')}.", AnnouncementTimeout, cancellationToken);
                // The announcement took time.
                elector.EnsureLeader();
                await context.Account.MediaLive.CallAsync(
                    "StopChannel", (client, ct) => client.StopChannelAsync(new() { ChannelId = stop.Channel.Id }, ct), cancellationToken);
                round.Change(ResourceKind.Channel);
                break;
            default:
                throw new ArgumentException($"{step.GetType().Name} is not a step in AWS", nameof(step));
        }
    }

    private void PublishUpdate(LiveStreamRound round, LiveStreamStep.Update update)
    {
        if (update.Outdated.Count > 0)
            events.Publish(
                round.Resource, EventType.Normal, "Upgraded",
                $"The {update.Kind.Title()} has the settings of this version of Onair: {string.Join(", ", update.Outdated)}.");
        if (update.Fields.Count == 0) return;
        var fields = string.Join(", ", update.Fields);
        // A Secret may change without an edit.
        if (!round.IsDrift || update.Kind == ResourceKind.SourceCredentials || update.Fields.Contains(ChannelFieldTable.StreamKey))
        {
            events.Publish(round.Resource, EventType.Normal, "Changed", $"The {update.Kind.Title()} now matches the spec: {fields}.");
            return;
        }
        DriftMetrics.Changed(update.Kind.ToString());
        events.Publish(
            round.Resource, EventType.Warning, "DriftCorrected", $"The {update.Kind.Title()} was changed outside Onair and matches the spec again: {fields}.");
    }

    /// <summary>Tells that a record named a resource that is not the stream's.</summary>
    public void PublishAnothers(LiveStreamRound round, ResourceKind kind) => events.Publish(
        round.Resource, EventType.Warning, "NotOwned",
        $"The status named the {kind.Title()} {kind.IdIn(round.Resource.Recorded.Resources)}, which is not this LiveStream's. It is left as it is.");

    /// <summary>Tells that a resource was not there any more.</summary>
    public void PublishLoss(LiveStreamRound round, ResourceKind kind)
    {
        events.Publish(
            round.Resource, EventType.Warning, "ResourceLost",
            $"The {kind.Title()} {kind.IdIn(round.Resource.Recorded.Resources)} was deleted outside Onair.");
        DriftMetrics.Lost(kind.ToString());
    }

    private static async Task DeleteAsync(LiveStreamStep.Delete delete, StreamContext context, CancellationToken cancellationToken)
    {
        try
        {
            await Resources[delete.Kind].DeleteAsync(context, delete.Resource, cancellationToken);
        }
        catch (Exception e) when (IsNotFound(e))
        {
            // Gone already: a write does not lag behind as a read may.
        }
    }

    public static async Task<ObservedResource> LookAsync(LiveStreamStep.Look look, LiveStreamRound round, CancellationToken cancellationToken)
    {
        var resource = Resources[look.Kind];
        try
        {
            var seen = !look.ByTag && (look.Id ?? look.Kind.IdIn(round.Resource.Recorded.Resources)) is { } id
                ? await resource.LookAsync(round.Context, id, cancellationToken)
                : await resource.FindAsync(round.Context, cancellationToken);
            return seen with { ByTag = look.ByTag };
        }
        catch (Exception e) when (IsNotFound(e))
        {
            return ObservedResource.Absent with { ByTag = look.ByTag };
        }
    }

    private static bool IsNotFound(Exception error) => AwsErrorReader.Classify(error).Kind == AwsErrorKind.NotFound;
}
