using Onair.Operator.LiveStreams.AwsResources;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams;

/// <summary>Does one step: in the cluster itself, in AWS through <see cref="AwsActor"/>.</summary>
internal sealed class LiveStreamActor(
    AwsActor aws, LiveStreamRecorder recorder, ChannelInput input, StreamKeys keys, SourceSecrets sources)
{
    public async Task DoAsync(ReconcileStep step, LiveStreamRound round, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case LiveStreamStep.Look look:
                round.Observe(look.Kind, await AwsActor.LookAsync(look, round, cancellationToken));
                break;
            case LiveStreamStep.LookForStreamKey:
                round.ObserveKey(await keys.ReadAsync(round.Resource, cancellationToken));
                break;
            case LiveStreamStep.LookForSourceSecrets:
                round.ObserveSources(await sources.ReadAsync(round.Resource, cancellationToken));
                break;
            case LiveStreamStep.AskForInput:
                await input.AskAsync(round, cancellationToken);
                break;
            case LiveStreamStep.AskWhyIdle:
                round.Alerts = await ChannelAlerts.SentenceAsync(round.Context, round.Resource.Recorded.Resources.ChannelId!, cancellationToken);
                break;
            case LiveStreamStep.GenerateStreamKey:
                // An adopted input, or one whose Secret was deleted, has its key already.
                var key = round.Resource.Recorded.Resources.InputId is { } id
                    ? await InputResource.StreamKeyOfAsync(round.Context, id, cancellationToken) : null;
                await keys.WriteAsync(round.Resource, key, cancellationToken);
                round.ObserveKey((SecretView.Unknown, null));
                break;
            case LiveStreamStep.PublishIngest publish:
                await keys.PublishUrlsAsync(round.Resource, publish.Endpoints, round.StreamKey!, cancellationToken);
                await recorder.IngestAsync(round, publish.Endpoints, cancellationToken);
                break;
            case LiveStreamStep.RecordIntent intent:
                await recorder.IntentAsync(round, intent.Kind, cancellationToken);
                break;
            case LiveStreamStep.RecordId record:
                await recorder.IdAsync(round, record.Kind, record.Id, cancellationToken);
                round.Forget(record.Kind);
                break;
            case LiveStreamStep.RecordMissing missing:
                await recorder.MissingAsync(round, missing.Kind, cancellationToken);
                break;
            case LiveStreamStep.RecordFound:
                await recorder.FoundAsync(round, cancellationToken);
                break;
            case LiveStreamStep.RecordLoss loss:
                if (loss.ByOthers) aws.PublishLoss(round, loss.Kind);
                await recorder.LossAsync(round, loss.Kind, cancellationToken);
                round.Forget(loss.Kind);
                break;
            case LiveStreamStep.RecordPlayback playback:
                await recorder.PlaybackAsync(round, playback.Url, cancellationToken);
                break;
            case LiveStreamStep.RecordLiveUrl live:
                await recorder.LiveUrlAsync(round, live.Url, cancellationToken);
                break;
            case LiveStreamStep.RecordDeploying deploying:
                await recorder.DeployingAsync(round, deploying.Since, cancellationToken);
                break;
            case LiveStreamStep.RecordRemoval removal:
                await recorder.IdAsync(round, removal.Kind, null, cancellationToken);
                round.Forget(removal.Kind);
                break;
            case LiveStreamStep.OpenSession:
                await recorder.OpenSessionAsync(round, cancellationToken);
                break;
            case LiveStreamStep.ResumeSession resume:
                await recorder.ResumeSessionAsync(round, resume.ArchivePath, cancellationToken);
                break;
            case LiveStreamStep.MarkRunning running:
                await recorder.MarkRunningAsync(round, running.ArchivePath, cancellationToken);
                break;
            case LiveStreamStep.CloseSession:
                await recorder.CloseSessionAsync(round, cancellationToken);
                round.Forget(ResourceKind.Channel);
                break;
            case LiveStreamStep.RecordHold hold:
                await recorder.HoldAsync(round, hold.Hold, cancellationToken);
                break;
            case LiveStreamStep.LiftHold:
                await recorder.HoldAsync(round, null, cancellationToken);
                break;
            case LiveStreamStep.RecordStopping stopping:
                await recorder.StoppingAsync(round, stopping.Why, cancellationToken);
                break;
            case LiveStreamStep.Stop stop:
                await recorder.StoppingAsync(round, stop.Why, cancellationToken);
                await aws.DoAsync(step, round, cancellationToken);
                break;
            default:
                await aws.DoAsync(step, round, cancellationToken);
                break;
        }
    }
}
