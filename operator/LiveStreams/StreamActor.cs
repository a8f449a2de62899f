using Onair.Api.Common;
using Onair.Aws;
using Onair.Kubernetes;
using Onair.Operator.LiveStreams.AwsResources;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.Metrics;
using Onair.Operator.Resources;

namespace Onair.Operator.LiveStreams;

/// <summary>Does one step. What it changed is forgotten, so that the next decision looks at it again.</summary>
internal sealed class StreamActor(
    StreamRecorder recorder, StreamKeys keys, SourceSecrets sources, EntityWriter<LiveStream> writer, EventRecorder events, LeaderElector elector)
{
    private static readonly Dictionary<ResourceKind, IStreamResource> Resources = new IStreamResource[]
    {
        new InputSecurityGroupResource(), new SourceCredentialsResource(), new InputResource(), new PackageChannelResource(), new PackageEndpointResource(),
        new ChannelResource(), new BehaviourResource(),
    }.ToDictionary(r => r.Kind);

    public async Task DoAsync(Step step, StreamRound round, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case Step.Look look:
                round.Saw(look.Kind, await LookAsync(look, round, cancellationToken));
                break;
            case Step.LookForStreamKey:
                round.SawKey(await keys.ReadAsync(round.Stream, cancellationToken));
                break;
            case Step.LookForSourceSecrets:
                round.SawSources(await sources.ReadAsync(round.Stream, cancellationToken));
                break;
            case Step.AskForInput:
                round.Receiving = await ChannelInput.AskAsync(
                    round.Context, round.Stream.Recorded.Resources.ChannelId!, cancellationToken);
                break;
            case Step.AddFinalizer:
                round.Stream = await writer.AddFinalizerAsync(round.Stream, Annotations.Finalizer, cancellationToken);
                break;
            case Step.RemoveFinalizer:
                events.Publish(round.Stream, EventType.Normal, "Deleted", "Nothing of the stream is left in AWS.");
                round.Stream = await writer.RemoveFinalizerAsync(round.Stream, Annotations.Finalizer, cancellationToken);
                break;
            case Step.GenerateStreamKey:
                // An input that was taken over, or whose Secret was deleted, has its key already.
                var key = round.Stream.Recorded.Resources.InputId is { } input
                    ? await InputResource.StreamKeyOfAsync(round.Context, input, cancellationToken) : null;
                await keys.WriteAsync(round.Stream, key, cancellationToken);
                round.SawKey((SecretView.Unknown, null));
                break;
            case Step.PublishIngest publish:
                await keys.PublishUrlsAsync(round.Stream, publish.Endpoints, round.StreamKey!, cancellationToken);
                await recorder.IngestAsync(round, publish.Endpoints, cancellationToken);
                break;
            case Step.RecordIntent intent:
                await recorder.IntentAsync(round, intent.Kind, cancellationToken);
                break;
            case Step.RecordId record:
                await recorder.IdAsync(round, record.Kind, record.Id, cancellationToken);
                round.Forget(record.Kind);
                break;
            case Step.RecordLoss loss:
                events.Publish(
                    round.Stream, EventType.Warning, "ResourceLost",
                    $"The {loss.Kind.Title()} {loss.Kind.IdIn(round.Stream.Recorded.Resources)} was deleted by somebody else.");
                DriftMetrics.Lost(loss.Kind);
                await recorder.LossAsync(round, loss.Kind, cancellationToken);
                round.Forget(loss.Kind);
                break;
            case Step.RecordPlayback playback:
                await recorder.PlaybackAsync(round, playback.Url, cancellationToken);
                break;
            case Step.RecordLiveUrl live:
                await recorder.LiveUrlAsync(round, live.Url, cancellationToken);
                break;
            case Step.RecordRemoval removal:
                await recorder.IdAsync(round, removal.Kind, null, cancellationToken);
                round.Forget(removal.Kind);
                break;
            case Step.OpenSession:
                await recorder.OpenSessionAsync(round, cancellationToken);
                break;
            case Step.ResumeSession resume:
                await recorder.ResumeSessionAsync(round, resume.ArchivePath, cancellationToken);
                break;
            case Step.MarkRunning:
                await recorder.MarkRunningAsync(round, cancellationToken);
                break;
            case Step.CloseSession:
                await recorder.CloseSessionAsync(round, cancellationToken);
                round.Forget(ResourceKind.Channel);
                break;
            case Step.RecordHold hold:
                await recorder.HoldAsync(round, hold.Hold, cancellationToken);
                break;
            case Step.LiftHold:
                await recorder.HoldAsync(round, null, cancellationToken);
                break;
            default:
                await DoInAwsAsync(step, round, cancellationToken);
                break;
        }
    }

    private async Task DoInAwsAsync(Step step, StreamRound round, CancellationToken cancellationToken)
    {
        elector.EnsureLeader();
        var context = round.Context;
        switch (step)
        {
            case Step.Create create:
                var id = await Resources[create.Kind].CreateAsync(context, create.Token, cancellationToken);
                await recorder.IdAsync(round, create.Kind, id, cancellationToken);
                round.Forget(create.Kind);
                break;
            case Step.Update update:
                await Resources[update.Kind].UpdateAsync(context, update.Id, cancellationToken);
                round.Forget(update.Kind);
                TellUpdate(round, update);
                break;
            case Step.Claim claim:
                await Ownership.ClaimAsync(context, claim.Arn, cancellationToken);
                events.Publish(round.Stream, EventType.Normal, "Adopted", $"The {claim.Kind.Title()} {claim.Arn} now belongs to this LiveStream.");
                round.Forget(claim.Kind);
                break;
            case Step.Release release:
                await Ownership.ReleaseAsync(context, release.Arn, cancellationToken);
                events.Publish(round.Stream, EventType.Normal, "Released", $"The {release.Kind.Title()} {release.Arn} stays and belongs to nobody.");
                round.Forget(release.Kind);
                break;
            case Step.Delete delete:
                await DeleteAsync(delete, context, cancellationToken);
                round.Forget(delete.Kind);
                break;
            case Step.Start start:
                await context.Account.MediaLiveAsync(
                    "StartChannel", (client, ct) => client.StartChannelAsync(new() { ChannelId = start.ChannelId }, ct), cancellationToken);
                round.Forget(ResourceKind.Channel);
                break;
            case Step.Stop stop:
                events.Publish(round.Stream, EventType.Normal, "Stopping", $"The channel goes off air: {stop.Why}.");
                await context.Account.MediaLiveAsync(
                    "StopChannel", (client, ct) => client.StopChannelAsync(new() { ChannelId = stop.ChannelId }, ct), cancellationToken);
                round.Forget(ResourceKind.Channel);
                break;
            default:
                throw new ArgumentException($"{step.GetType().Name} is not a step in AWS", nameof(step));
        }
    }

    private void TellUpdate(StreamRound round, Step.Update update)
    {
        if (update.Fields.Count == 0) return;
        var fields = string.Join(", ", update.Fields);
        // What the provider or a Secret declares may change without an edit of the spec.
        if (!round.IsDrift || update.Kind == ResourceKind.SourceCredentials || update.Fields.All(f => f.StartsWith("spec.providerRef", StringComparison.Ordinal)))
        {
            events.Publish(round.Stream, EventType.Normal, "Changed", $"The {update.Kind.Title()} is as declared: {fields}.");
            return;
        }
        DriftMetrics.Changed(update.Kind);
        events.Publish(
            round.Stream, EventType.Warning, "DriftCorrected", $"Somebody changed the {update.Kind.Title()}; it is as declared again: {fields}.");
    }

    private static async Task DeleteAsync(Step.Delete delete, StreamContext context, CancellationToken cancellationToken)
    {
        try
        {
            await Resources[delete.Kind].DeleteAsync(context, delete.Id, cancellationToken);
        }
        catch (Exception e) when (IsNotFound(e))
        {
            // Gone already; the next look proves it.
        }
    }

    private static async Task<Sighting> LookAsync(Step.Look look, StreamRound round, CancellationToken cancellationToken)
    {
        var resource = Resources[look.Kind];
        try
        {
            var seen = !look.ByTag && (look.Id ?? look.Kind.IdIn(round.Stream.Recorded.Resources)) is { } id
                ? await resource.LookAsync(round.Context, id, cancellationToken)
                : await resource.FindAsync(round.Context, cancellationToken);
            return seen with { ByTag = look.ByTag };
        }
        catch (Exception e) when (IsNotFound(e))
        {
            return Sighting.Absent with { ByTag = look.ByTag };
        }
    }

    private static bool IsNotFound(Exception error) => AwsErrors.Classify(error).Kind == AwsErrorKind.NotFound;
}
