using Onair.Kubernetes.Events;
using Onair.Operator.ExternalResources;
using Onair.Operator.IvsChannels.AwsResources;
using Onair.Operator.IvsChannels.Decisions;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.IvsChannels;

/// <summary>Does one step of an IvsChannel. What every external resource goes through is the base's.</summary>
internal sealed class IvsChannelActor(IvsChannelRecorder recorder, KeySecrets secrets, EventRecorder events)
    : ResourceActor<IvsChannelRound, IvsContext, IvsResource, ObservedIvs>([new RecordingResource(), new ChannelResource(), new StreamKeyResource()], ObservedIvs.Absent, events)
{
    public override async Task DoAsync(ReconcileStep step, IvsChannelRound round, CancellationToken cancellationToken)
    {
        switch (step)
        {
            case IvsChannelStep.LookAtStream stream:
                var seen = await ChannelStream.LookAsync(round.Context, stream.ChannelArn, cancellationToken) ?? SeenStream.Of(round.Resource.Recorded.Stream);
                round.Learn(v => v with { Stream = seen });
                break;
            case IvsChannelStep.LookAtFormer former:
                var before = await LookAsync(IvsResource.RecordingConfiguration, former.Arn, round, cancellationToken);
                round.Learn(v => v with { FormerSeen = before });
                break;
            case IvsChannelStep.LookForSecret:
                var secret = await secrets.ReadAsync(round.Resource, cancellationToken);
                round.Learn(v => v with { Secret = secret });
                break;
            case IvsChannelStep.WriteSecret write:
                var key = await StreamKeyResource.ValueAsync(round.Context, write.Key, cancellationToken);
                await secrets.WriteAsync(round.Resource, write.Key.Id, write.IngestEndpoint, key, cancellationToken);
                round.Learn(v => v with { Secret = KeySecretView.Unknown });
                break;
            case IvsChannelStep.Stop stop:
                Events.Publish(round.Resource, EventType.Normal, "Stopping", "Onair ends the stream because the IvsChannel is being deleted.");
                await ChannelStream.StopAsync(round.Context, stop.Channel, cancellationToken);
                round.Learn(v => v with { StopSent = true, Stream = null });
                break;
            default:
                await base.DoAsync(step, round, cancellationToken);
                break;
        }
    }

    protected override Task RecordAsync(ReconcileStep step, IvsChannelRound round, CancellationToken cancellationToken) => recorder.RecordAsync(step, round, cancellationToken);
}
