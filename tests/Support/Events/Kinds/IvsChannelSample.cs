using Onair.Api.Common;
using Onair.Api.IvsChannels;
using Onair.Events;
using Onair.Events.Kinds;
using Onair.Events.Transitions;

namespace Onair.Tests.Support;

/// <summary>The sample of each event of an IvsChannel.</summary>
internal sealed class IvsChannelSample : SampleKind
{
    public override string Kind => "IvsChannel";

    public override PendingEvent Of(string type, long sequence)
    {
        var channel = SampleResources.Channel(live: type == EventTypes.IvsChannelLive);
        var transition = new Transition(type)
        {
            SessionId = type is EventTypes.IvsChannelLive or EventTypes.IvsChannelOffline ? SampleResources.StreamId : null,
            Reason = type == EventTypes.IvsChannelFailed ? "QuotaExceeded" : null,
            Message = type == EventTypes.IvsChannelFailed ? $"402 of https://joe:{SampleResources.Secret}@ivs.example.com/CreateChannel?sig={SampleResources.Secret}" : null,
        };
        return SampleEvents.Of(transition, channel.Metadata, "ivschannels", sequence, IvsChannelEventKind.Definition.Data(channel, transition, SampleResources.At));
    }
}

internal static partial class SampleResources
{
    public static IvsChannel Channel(bool live = true) => new()
    {
        Metadata = Metadata("lobby", "e1d2c3b4-7f6a-4b5c-9d8e-0a1b2c3d4e04"),
        Spec = new() { ProviderRef = new() { Name = "production" } },
        Status = new()
        {
            Phase = live ? "Live" : "Idle",
            Playback = new() { Url = "https://abcdef.us-east-1.playback.live-video.net/api/video/v1/us-east-1.123456789012.channel.Ab1Cd2.m3u8" },
            Ingest = new() { Endpoint = "abcdef.global-contribute.live-video.net" },
            StreamKeySecretRef = new() { Name = Secret },
            Stream = live ? new() { Id = StreamId, Health = "HEALTHY", StartedAt = At } : null,
            Resources = new() { Provider = "production", ChannelArn = "arn:aws:ivs:us-east-1:123456789012:channel/Ab1Cd2", StreamKeyArn = Secret },
        },
    };
}
