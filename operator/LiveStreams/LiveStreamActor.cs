using Onair.Kubernetes.Events;
using Onair.Kubernetes.LeaderElection;
using Onair.Operator.ExternalResources;
using Onair.Operator.LiveStreams.Accounts;
using Onair.Operator.LiveStreams.AwsResources;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams;

/// <summary>Does one step of a LiveStream. What every external resource goes through is the base's.</summary>
internal sealed class LiveStreamActor(
    LiveStreamRecorder recorder, ChannelInput input, StreamKeys keys, SourceSecrets sources, SessionFolders folders, EventRecorder events, LeaderElector elector)
    : ResourceActor<LiveStreamRound, StreamContext, ResourceKind, ObservedResource>(Drivers, ObservedResource.Absent, events)
{
    // An Event announces a stop; an API server that does not accept Events must not keep a channel on air.
    private static readonly TimeSpan AnnouncementTimeout = TimeSpan.FromSeconds(2);

    private static readonly IResourceDriver<StreamContext, ResourceKind, ObservedResource>[] Drivers =
    [
        new InputSecurityGroupResource(), new SourceCredentialsResource(), new InputResource(), new PackageChannelResource(), new PackageEndpointResource(),
        new ChannelResource(), new BehaviourResource(),
    ];

    public override async Task DoAsync(ReconcileStep step, LiveStreamRound round, CancellationToken cancellationToken)
    {
        switch (step)
        {
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
            case LiveStreamStep.Start start:
                await round.Context.Account.MediaLive.CallAsync(
                    "StartChannel", (client, ct) => client.StartChannelAsync(new() { ChannelId = start.Channel.Id }, ct), cancellationToken);
                round.Change(ResourceKind.Channel);
                break;
            case LiveStreamStep.Stop stop:
                await recorder.RecordAsync(stop, round, cancellationToken);
                await Events.PublishAsync(
                    round.Resource, EventType.Normal, "Stopping", $"The channel goes off air: {stop.Why.TrimEnd('.')}.", AnnouncementTimeout, cancellationToken);
                // The announcement took time.
                elector.EnsureLeader();
                await round.Context.Account.MediaLive.CallAsync(
                    "StopChannel", (client, ct) => client.StopChannelAsync(new() { ChannelId = stop.Channel.Id }, ct), cancellationToken);
                round.Change(ResourceKind.Channel);
                break;
            default:
                await base.DoAsync(step, round, cancellationToken);
                break;
        }
    }

    protected override Task RecordAsync(ReconcileStep step, LiveStreamRound round, CancellationToken cancellationToken) => recorder.RecordAsync(step, round, cancellationToken);
}
