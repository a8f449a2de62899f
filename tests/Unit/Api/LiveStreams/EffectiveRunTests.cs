using Onair.Api.Common;
using Onair.Api.LiveStreams;

namespace Onair.Tests.Unit.Api.LiveStreams;

/// <summary>What decides whether a channel runs: its state, or its schedule. The window is open from 10:00 to 12:00 UTC.</summary>
public sealed class EffectiveRunTests
{
    private static readonly DateTimeOffset Day = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ScheduleWindow Window = new() { Start = Day.AddHours(10), Stop = Day.AddHours(12) };

    /// <summary>What a former release leaves: conditions, and no effective state.</summary>
    private static readonly LiveStreamStatus FormerStatus = new() { Conditions = [new() { Type = ConditionTypes.Ready }] };

    [Theory]
    [InlineData(null, 11, "Running", "Schedule", "spec.schedule has a window until 2026-01-01T12:00:00Z.", 12)]
    [InlineData(null, 8, "Stopped", "Schedule", "spec.schedule has no window until 2026-01-01T09:55:00Z.", null)]
    [InlineData(null, 13, "Stopped", "Schedule", "spec.schedule has no further window.", null)]
    [InlineData(StreamState.Scheduled, 11, "Running", "Schedule", "spec.schedule has a window until 2026-01-01T12:00:00Z.", 12)]
    [InlineData(StreamState.Stopped, 11, "Stopped", "State", "spec.state is Stopped.", null)]
    [InlineData(StreamState.Running, 13, "Running", "State", "spec.state is Running.", null)]
    public void A_declared_state_overrides_the_schedule_and_Scheduled_follows_it(
        StreamState? declared, int hour, string state, string reason, string message, int? until)
    {
        var run = EffectiveRun.At(Scheduled(declared), new(), Day.AddHours(hour));

        (run.State.ToString(), run.Reason.ToString(), run.Message).ShouldBe((state, reason, message));
        if (until is { } end) run.Until.ShouldBe(Day.AddHours(end));
        run.FormerState.ShouldBeNull();
    }

    [Theory]
    [InlineData(null, "Stopped", "Neither spec.state nor spec.schedule is declared.")]
    [InlineData(StreamState.Stopped, "Stopped", "spec.state is Stopped.")]
    [InlineData(StreamState.Running, "Running", "spec.state is Running.")]
    public void Without_a_schedule_an_absent_state_is_Stopped(StreamState? declared, string state, string message)
    {
        var run = EffectiveRun.At(new() { State = declared, Schedule = [] }, new(), Day);

        (run.State.ToString(), run.Reason, run.Message).ShouldBe((state, RunReason.State, message));
    }

    [Theory]
    [InlineData(null, RunState.Stopped)]
    [InlineData("s", RunState.Running)]
    public void Scheduled_without_a_schedule_leaves_the_channel_as_it_is(string? session, RunState state) =>
        EffectiveRun.At(new() { State = StreamState.Scheduled }, new() { CurrentSessionId = session }, Day).State.ShouldBe(state);

    [Theory]
    [InlineData(StreamState.Stopped)] // filled in by the former CRD
    [InlineData(StreamState.Running)]
    public void A_stream_of_a_former_release_follows_its_schedule_until_its_state_changes(StreamState stored)
    {
        var upgraded = EffectiveRun.At(Scheduled(stored), FormerStatus, Day.AddHours(11));
        upgraded.State.ShouldBe(RunState.Running);
        upgraded.FormerState.ShouldBe(stored);
        upgraded.Message.ShouldBe($"spec.schedule has a window until 2026-01-01T12:00:00Z. A former release stored spec.state: {stored}, which has no effect.");
        var recorded = FormerStatus with { Run = upgraded };

        EffectiveRun.At(Scheduled(stored), recorded, Day.AddHours(13)).State.ShouldBe(RunState.Stopped, "another window, or none, is another decision of the schedule");
        EffectiveRun.At(Scheduled(stored) with { ScheduleWarmUp = "1h" }, recorded, Day.AddHours(9)).State.ShouldBe(RunState.Running, "another edit declares no state");
        var confirmed = EffectiveRun.At(Scheduled(StreamState.Scheduled), recorded, Day.AddHours(11));
        confirmed.FormerState.ShouldBeNull();
        EffectiveRun.At(Scheduled(stored), recorded with { Run = confirmed }, Day.AddHours(11)).Reason.ShouldBe(RunReason.State, "now it is declared");
    }

    [Fact]
    public void A_schedule_that_is_added_after_the_upgrade_is_followed_as_before()
    {
        var idle = EffectiveRun.At(new() { State = StreamState.Stopped }, FormerStatus, Day);
        (idle.State, idle.Reason, idle.FormerState).ShouldBe((RunState.Stopped, RunReason.State, StreamState.Stopped));

        EffectiveRun.At(Scheduled(StreamState.Stopped), FormerStatus with { Run = idle }, Day.AddHours(11)).State.ShouldBe(RunState.Running);
    }

    [Fact]
    public void A_stream_of_this_release_has_no_former_state()
    {
        var run = EffectiveRun.At(Scheduled(StreamState.Stopped), new(), Day.AddHours(11));

        EffectiveRun.At(Scheduled(StreamState.Stopped), FormerStatus with { Run = run }, Day.AddHours(11)).State.ShouldBe(RunState.Stopped);
    }

    private static LiveStreamSpec Scheduled(StreamState? declared) => new() { State = declared, Schedule = [Window] };
}
