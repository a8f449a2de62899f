using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Events;
using Onair.Events.Kinds;
using Onair.Events.Transitions;

namespace Onair.Tests.Support;

/// <summary>The sample of each event of a LiveStream.</summary>
internal sealed class LiveStreamSample : SampleKind
{
    public override string Kind => "LiveStream";

    public override PendingEvent Of(string type, long sequence)
    {
        var running = type is EventTypes.LiveStreamStarted or EventTypes.LiveStreamReceiving or EventTypes.LiveStreamInputLost or EventTypes.LiveStreamChanged;
        var transition = new Transition(type)
        {
            SessionId = type is EventTypes.LiveStreamStopped or EventTypes.LiveStreamStopping ? SampleResources.SessionId : null,
            Reason = type == EventTypes.LiveStreamFailed ? "QuotaExceeded" : null,
            Message = type == EventTypes.LiveStreamFailed ? $"429 of https://joe:{SampleResources.Secret}@medialive.example.com/channels?sig={SampleResources.Secret}" : null,
        };
        var stream = SampleResources.Stream(running, receiving: type == EventTypes.LiveStreamReceiving);
        return SampleEvents.Of(transition, stream.Metadata, "livestreams", sequence, LiveStreamEventKind.Definition.Data(stream, transition, SampleResources.At));
    }
}

internal static partial class SampleResources
{
    public static LiveStream Stream(bool running = true, bool receiving = true, InputType input = InputType.RtmpPush) => new()
    {
        Metadata = Metadata("event", "4f5c1a40-67a1-4ec0-9d0a-1f6f5b0f8a01"),
        Spec = new()
        {
            State = running ? StreamState.Running : StreamState.Stopped,
            ProviderRef = new() { Name = "production" },
            Input = new()
            {
                Type = input,
                Sources = input == InputType.RtmpPush ? null
                    : [new() { Url = $"{(input == InputType.RtmpPull ? "rtmp" : "https")}://joe:{Secret}@media.example.com/live/master.m3u8?token={Secret}", CredentialsSecretRef = new() { Name = Secret } }],
                StreamKeySecretRef = new() { Name = Secret },
            },
        },
        Status = new()
        {
            Phase = running ? "Running" : "Idle",
            Conditions = [new() { Type = "Receiving", Status = receiving ? ConditionStatus.True : ConditionStatus.False, Reason = "Video", Message = "" }],
            Ingest = new() { Endpoints = ["rtmp://203.0.113.7:1935/live"], StreamKeySecretRef = new() { Name = Secret } },
            Playback = new() { Url = "https://origin.example.com/out/v1/abc/index.m3u8", LiveUrl = "https://cdn.example.com/event/index.m3u8" },
            CurrentSessionId = running ? SessionId : null,
            Sessions =
            [
                new() { Id = "earlier", ArchivePath = "s3://recordings/earlier", StartedAt = At.AddDays(-1), StoppedAt = At.AddDays(-1).AddHours(1) },
                new() { Id = SessionId, ArchivePath = Archive, StartedAt = At.AddMinutes(-30), RunningAt = At.AddMinutes(-28), StoppedAt = running ? null : At },
            ],
            Cost = new() { RunningHours = 1.5, Estimate = 2.25, Currency = "USD" },
            Resources = new() { Provider = "production", ChannelId = "1234567", Creating = new() { Token = Secret } },
        },
    };
}
