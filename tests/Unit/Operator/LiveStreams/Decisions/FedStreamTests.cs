using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.LiveStreams.Decisions;

/// <summary>The push of a Connector ends before the channel that it feeds, and keeps it no longer than a moment.</summary>
public sealed class FedStreamTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_channel_without_a_connector_stops_at_once() => DecideRun.StopFirst(View(isFed: false)).ShouldBeOfType<LiveStreamStep.Stop>();

    [Fact]
    public void A_stop_that_is_due_is_recorded_while_a_connector_pushes() =>
        DecideRun.StopFirst(View(isFed: true)).ShouldBeOfType<LiveStreamStep.RecordStopping>();

    [Theory]
    [InlineData(0, typeof(Wait))]
    [InlineData(4.9, typeof(Wait))]
    [InlineData(5, typeof(LiveStreamStep.Stop))]
    public void The_channel_waits_for_the_end_of_the_push_for_five_seconds(double seconds, Type expected) =>
        DecideRun.StopFirst(View(isFed: true, Noon.AddSeconds(-seconds))).ShouldBeOfType(expected);

    [Fact]
    public void The_end_of_the_push_lets_the_channel_stop() =>
        DecideRun.StopFirst(View(isFed: false, Noon.AddSeconds(-1))).ShouldBeOfType<LiveStreamStep.Stop>();

    private static LiveStreamView View(bool isFed, DateTimeOffset? stoppingAt = null) => new()
    {
        Uid = "uid",
        Now = Noon,
        Spec = new() { ProviderRef = new() { Name = "p" }, State = StreamState.Stopped },
        Status = new()
        {
            CurrentSessionId = "s",
            Sessions = [new() { Id = "s", StartedAt = Noon, RunningAt = Noon, StoppingAt = stoppingAt }],
            Resources = new() { Provider = "p", ChannelId = "1" },
        },
        IsFed = isFed,
        Observed = new Dictionary<ResourceKind, ObservedResource> { [ResourceKind.Channel] = new("1", Lifecycle.Running) { Tag = new("uid") } },
    };
}
