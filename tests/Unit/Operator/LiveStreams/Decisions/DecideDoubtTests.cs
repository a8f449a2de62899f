using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Operator.LiveStreams.Decisions;
using Onair.Operator.LiveStreams.Status;

namespace Onair.Tests.Unit.Operator.LiveStreams.Decisions;

/// <summary>Ready tells the truth when AWS does not answer.</summary>
public sealed class DecideDoubtTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(119, false)]
    [InlineData(120, true)]
    public void A_stream_that_is_left_as_it_is_becomes_doubtful_after_two_minutes(int seconds, bool expected) =>
        (DecideDoubt.Of(View(), Noon.AddSeconds(-seconds)) is not null).ShouldBe(expected);

    [Fact]
    public void While_AWS_answers_there_is_no_doubt() => DecideDoubt.Of(View(), null).ShouldBeNull();

    [Fact]
    public void A_stop_that_is_due_makes_it_doubtful_at_once()
    {
        DecideDoubt.Of(View() with { Spec = View().Spec with { State = StreamState.Stopped } }, Noon).ShouldNotBeNull();
        DecideDoubt.Of(View() with { Spec = View().Spec with { CostGuard = new() { MaxRunDuration = "1h" } } }, Noon).ShouldNotBeNull()
            .Message.ShouldBe("AWS has not answered since 2026-01-01T12:00:00Z, and the channel is to be stopped. It is stopped as soon as AWS answers.");
        DecideDoubt.Of(
            View() with { Spec = View().Spec with { State = null, Schedule = [new() { Start = Noon.AddHours(-2), Stop = Noon }] } }, Noon).ShouldNotBeNull();
    }

    [Fact]
    public void Doubt_is_neither_ready_nor_failed_and_keeps_what_was_known()
    {
        var ready = StreamConditions.After(View(), new LiveStreamStep.Settle(true, []), 1);

        var doubtful = StreamConditions.After(View() with { Status = ready, Receiving = null }, DecideDoubt.Of(View(), Noon.AddHours(-1))!, 1);

        doubtful.Conditions.Single(c => c.Type == ConditionTypes.Ready).Status.ShouldBe(ConditionStatus.Unknown);
        doubtful.Conditions.Single(c => c.Type == ConditionTypes.Stalled).Status.ShouldBe(ConditionStatus.False);
        doubtful.Phase.ShouldBe(ready.Phase);
        doubtful.Playback.ShouldBe(ready.Playback);
    }

    private static LiveStreamView View() => new()
    {
        Uid = "uid",
        Spec = new() { State = StreamState.Running },
        Status = new()
        {
            CurrentSessionId = "s",
            Sessions = [new() { Id = "s", StartedAt = Noon.AddHours(-2), RunningAt = Noon.AddHours(-2) }],
            Resources = new() { Provider = "p", ChannelId = "c" },
        },
        Now = Noon,
        Receiving = true,
    };
}
