using k8s.Models;
using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Api.VideoAssets;
using Onair.Events;
using Onair.Events.Data;
using Onair.Events.Transitions;

namespace Onair.Tests.Support;

/// <summary>An event of each type.</summary>
internal static class SampleEvents
{
    public static IReadOnlyList<PendingEvent> All { get; } = [.. EventTypes.All.Select((type, index) => Of(type, index + 1))];

    public static PendingEvent Of(string type, long sequence = 17) => type.Split('.')[2] switch
    {
        "livestream" => Stream(type, sequence),
        "ivschannel" => Channel(type, sequence),
        "archivesplit" => Split(type, sequence),
        "connector" => Connector(type, sequence),
        _ => Asset(type, sequence),
    };

    public static PendingEvent Of(Transition transition, V1ObjectMeta metadata, string plural, long sequence, string data) => new()
    {
        Id = $"{metadata.Uid}/{metadata.Generation}/{sequence}-{transition.Name}",
        Sequence = sequence,
        Type = transition.Type,
        Time = SampleResources.At,
        Source = $"/apis/onair.dev/v1alpha1/namespaces/{metadata.NamespaceProperty}/{plural}/{metadata.Name}",
        Data = data,
        Sinks = ["demo/sink"],
    };

    private static PendingEvent Stream(string type, long sequence)
    {
        var running = type is EventTypes.LiveStreamStarted or EventTypes.LiveStreamReceiving or EventTypes.LiveStreamInputLost or EventTypes.LiveStreamChanged;
        var transition = new Transition(type)
        {
            SessionId = type is EventTypes.LiveStreamStopped or EventTypes.LiveStreamStopping ? SampleResources.SessionId : null,
            Reason = type == EventTypes.LiveStreamFailed ? "QuotaExceeded" : null,
            Message = type == EventTypes.LiveStreamFailed ? $"429 of https://joe:{SampleResources.Secret}@medialive.example.com/channels?sig={SampleResources.Secret}" : null,
        };
        var stream = SampleResources.Stream(running, receiving: type == EventTypes.LiveStreamReceiving);
        return Of(transition, stream.Metadata, "livestreams", sequence, EventData.Of(stream, transition, SampleResources.At));
    }

    private static PendingEvent Channel(string type, long sequence)
    {
        var channel = SampleResources.Channel(live: type == EventTypes.IvsChannelLive);
        var transition = new Transition(type)
        {
            SessionId = type is EventTypes.IvsChannelLive or EventTypes.IvsChannelOffline ? SampleResources.StreamId : null,
            Reason = type == EventTypes.IvsChannelFailed ? "QuotaExceeded" : null,
            Message = type == EventTypes.IvsChannelFailed ? $"402 of https://joe:{SampleResources.Secret}@ivs.example.com/CreateChannel?sig={SampleResources.Secret}" : null,
        };
        return Of(transition, channel.Metadata, "ivschannels", sequence, EventData.Of(channel, transition, SampleResources.At));
    }

    private static PendingEvent Split(string type, long sequence)
    {
        var transition = new Transition(type)
        {
            Section = type switch { EventTypes.ArchiveSplitSectionCompleted => 0, EventTypes.ArchiveSplitFailed => 1, _ => null },
        };
        var split = SampleResources.Split(type switch
        {
            EventTypes.ArchiveSplitCompleted => SplitSectionState.Completed,
            EventTypes.ArchiveSplitFailed => SplitSectionState.Failed,
            _ => SplitSectionState.Running,
        });
        return Of(transition, split.Metadata, "archivesplits", sequence, EventData.Of(split, transition, SampleResources.At));
    }

    private static PendingEvent Connector(string type, long sequence)
    {
        var failed = type is EventTypes.ConnectorFailed or EventTypes.ConnectorOffAir;
        var transition = new Transition(type)
        {
            Reason = failed ? "PushRefused" : null,
            Message = failed ? $"The target rtmps://joe:{SampleResources.Secret}@ingest.example.com/live?key={SampleResources.Secret} refuses the push." : null,
        };
        var connector = SampleResources.Connector(running: type is not (EventTypes.ConnectorStopped or EventTypes.ConnectorDeleted));
        return Of(transition, connector.Metadata, "connectors", sequence, EventData.Of(connector, transition, SampleResources.At));
    }

    private static PendingEvent Asset(string type, long sequence)
    {
        var transition = new Transition(type);
        var asset = SampleResources.Asset(type switch
        {
            EventTypes.VideoAssetWaiting => VideoAssetState.Waiting,
            EventTypes.VideoAssetPreparing => VideoAssetState.Preparing,
            EventTypes.VideoAssetErrored => VideoAssetState.Errored,
            _ => VideoAssetState.Ready,
        });
        return Of(transition, asset.Metadata, "videoassets", sequence, EventData.Of(asset, transition, SampleResources.At));
    }
}
