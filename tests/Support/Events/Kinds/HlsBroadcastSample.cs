using Onair.Api.Common;
using Onair.Api.HlsBroadcasts;
using Onair.Events;
using Onair.Events.Kinds;
using Onair.Events.Transitions;

namespace Onair.Tests.Support;

/// <summary>The sample of each event of an HlsBroadcast.</summary>
internal sealed class HlsBroadcastSample : SampleKind
{
    public override string Kind => "HlsBroadcast";

    public override PendingEvent Of(string type, long sequence)
    {
        var broadcast = SampleResources.Broadcast(
            receiving: type == EventTypes.HlsBroadcastReceiving,
            stopped: type is EventTypes.HlsBroadcastStopped or EventTypes.HlsBroadcastExpired or EventTypes.HlsBroadcastDeleted);
        var transition = new Transition(type)
        {
            Reason = type switch { EventTypes.HlsBroadcastFailed => "AccessDenied", EventTypes.HlsBroadcastInterrupted => "Stale", _ => null },
            Message = type == EventTypes.HlsBroadcastFailed ? $"403 of https://joe:{SampleResources.Secret}@sts.example.com/?sig={SampleResources.Secret}" : null,
        };
        return SampleEvents.Of(transition, broadcast.Metadata, "hlsbroadcasts", sequence, HlsBroadcastEventKind.Definition.Data(broadcast, transition, SampleResources.At));
    }
}

internal static partial class SampleResources
{
    public static HlsBroadcast Broadcast(bool receiving = true, bool stopped = false) => new()
    {
        Metadata = Metadata("keynote", "f1d2c3b4-7f6a-4b5c-9d8e-0a1b2c3d4e06"),
        Spec = new() { ProviderRef = new() { Name = "production" }, State = stopped ? HlsBroadcastState.Stopped : HlsBroadcastState.Running },
        Status = new()
        {
            Phase = stopped ? "Stopped" : receiving ? "Live" : "Waiting",
            Conditions = [new() { Type = HlsBroadcastConditions.Receiving, Status = receiving ? ConditionStatus.True : ConditionStatus.False }],
            Provider = "production",
            Folder = "s3://broadcasts/hls/shows/keynote/f1d2c3b4-7f6a-4b5c-9d8e-0a1b2c3d4e06",
            Playback = new() { Url = "https://d111111abcdef8.cloudfront.net/hls/shows/keynote/f1d2c3b4-7f6a-4b5c-9d8e-0a1b2c3d4e06/index.m3u8" },
            Runs = 1,
            StartedAt = At,
            StoppedAt = stopped ? At : null,
            Credentials = new() { SecretName = Secret, RoleArn = Secret, SessionName = Secret, ExpiresAt = At, LiveUntil = At },
        },
    };
}
