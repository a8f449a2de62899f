using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Kubernetes;
using Onair.Operator.LiveStreams.AwsResources;
using Onair.Operator.LiveStreams.Decisions;

namespace Onair.Operator.LiveStreams;

/// <summary>Does one step: itself what concerns the cluster, and by <see cref="AwsActor"/> what concerns AWS.</summary>
internal sealed class StreamActor(
    AwsActor aws, StreamRecorder recorder, StreamKeys keys, SourceSecrets sources, EntityWriter<LiveStream> writer, EventRecorder events)
{
    public async Task DoAsync(Step step, StreamRound round, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case Step.Look look:
                round.Saw(look.Kind, await AwsActor.LookAsync(look, round, cancellationToken));
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
            case Step.Stop stop:
                await recorder.StoppingAsync(round, stop.Why, cancellationToken);
                await aws.DoAsync(step, round, cancellationToken);
                break;
            default:
                await aws.DoAsync(step, round, cancellationToken);
                break;
        }
    }
}
