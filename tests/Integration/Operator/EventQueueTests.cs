using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;

namespace Onair.Tests.Integration.Operator;

/// <summary>What EventBridge tells is known without asking: nothing is polled here within a test's time.</summary>
[Collection(ControlPlaneCollection.Name)]
public sealed class EventQueueTests(EventQueueTests.Rig rig) : IClassFixture<EventQueueTests.Rig>
{
    private const string Queue = "onair-events";

    [Fact]
    public async Task A_channel_that_somebody_else_stops_is_noticed_by_its_event_and_starts_again_with_a_session_of_its_own()
    {
        var stream = await rig.Streams.CreateReadyAsync("told", s => s.State = StreamState.Running);
        await rig.Streams.UntilAsync("told", s => s.Recorded.Sessions is [{ RunningAt: not null }] && Streams.Ready(s)!.Reason == "Running", "runs");

        await rig.Account.MediaLive.StopChannelAsync(new() { ChannelId = stream.Recorded.Resources.ChannelId });

        await rig.Streams.UntilAsync(
            "told", s => s.Recorded.Sessions is [{ StoppedAt: not null }, { RunningAt: not null }], "has closed its session and opened another");
        await rig.Streams.DeleteAndWaitAsync("told");
    }

    /// <summary>An account with a queue, and an operator that asks for nothing by itself.</summary>
    public sealed class Rig(ControlPlane plane) : OperatorRig(plane)
    {
        protected override IReadOnlyDictionary<string, string> EmulatorSettings { get; } = new Dictionary<string, string>
        {
            ["Emulator__Seed__Queues__0"] = Queue,
            ["Emulator__EventQueue"] = Queue,
        };

        protected override IReadOnlyDictionary<string, string> OperatorSettings { get; } = new Dictionary<string, string>
        {
            ["Onair__SweepSeconds"] = "5",
            ["Onair__RunningPollSeconds"] = "1000",
            ["Onair__IdlePollSeconds"] = "1000",
        };

        protected override void Complete(AwsSpec aws) => aws.EventQueueUrl = $"{aws.EndpointUrl}/{EmulatorProcess.AccountId}/{Queue}";
    }
}
