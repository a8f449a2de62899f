using Onair.Operator.LiveStreams.Accounts;
using Onair.Operator.LiveStreams.AwsResources;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams;

/// <summary>Does one step: in the cluster itself, in AWS through <see cref="AwsActor"/>.</summary>
internal sealed class LiveStreamActor(
    AwsActor aws, LiveStreamRecorder recorder, ChannelInput input, StreamKeys keys, SourceSecrets sources, SessionFolders folders)
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
            case LiveStreamStep.LookAtFolder:
                var free = await folders.LookAsync(round.Resource, round.Account!, cancellationToken);
                round.Learn(v => v with { Folder = new(free) });
                break;
            case LiveStreamStep.AskForInput:
                await input.AskAsync(round, cancellationToken);
                break;
            case LiveStreamStep.AskWhyIdle:
                var alerts = await ChannelAlerts.SentenceAsync(round.Context, round.Resource.Recorded.Resources.ChannelId!, cancellationToken);
                round.Learn(v => v with { Alerts = alerts });
                break;
            case LiveStreamStep.GenerateStreamKey:
                // An input whose Secret was deleted has its key already.
                var key = round.View.Own(ResourceKind.Input) is { } own ? await InputResource.StreamKeyOfAsync(round.Context, own, cancellationToken) : null;
                await keys.WriteAsync(round.Resource, key, cancellationToken);
                round.ObserveKey((SecretView.Unknown, null));
                break;
            case LiveStreamStep.PublishIngest publish:
                if (publish.StreamKey is not null) await keys.PublishUrlsAsync(round.Resource, publish.Endpoints, round.StreamKey!, cancellationToken);
                await recorder.RecordAsync(publish, round, cancellationToken);
                break;
            case LiveStreamStep.Stop:
                await recorder.RecordAsync(step, round, cancellationToken);
                await aws.DoAsync(step, round, cancellationToken);
                break;
            default:
                if (step is LiveStreamStep.RecordLoss { ByOthers: true } loss) aws.PublishLoss(round, loss.Kind);
                if (step is LiveStreamStep.RecordLoss { IsAnothers: true } anothers) aws.PublishAnothers(round, anothers.Kind);
                if (!await recorder.RecordAsync(step, round, cancellationToken)) await aws.DoAsync(step, round, cancellationToken);
                break;
        }
    }
}
