using Onair.Api.LiveStreams;

namespace Onair.Tests.Unit.Operator.LiveStreams.Decisions;

/// <summary>What a schedule decides at each moment, and until when. Times are of one day, UTC.</summary>
public sealed class RunScheduleTests
{
    private static readonly DateTimeOffset Day = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("10:00-12:00", "08:00", "Stopped", "09:55", "10:00")]
    [InlineData("10:00-12:00", "09:54", "Stopped", "09:55", "10:00")]
    [InlineData("10:00-12:00", "09:55", "Running", "12:00", "10:00")]
    [InlineData("10:00-12:00", "11:59", "Running", "12:00", "10:00")]
    [InlineData("10:00-12:00", "12:00", "Stopped", null, null)]
    [InlineData("14:00-15:00 10:00-12:00", "12:30", "Stopped", "13:55", "14:00")] // in any order
    [InlineData("10:00-12:00 12:03-13:00", "11:00", "Running", "13:00", "10:00")] // the next warms up before the end: no stop between
    [InlineData("10:00-12:00 12:00-13:00 13:00-14:00", "11:00", "Running", "14:00", "10:00")]
    [InlineData("10:00-12:00 12:03-13:00", "12:01", "Running", "13:00", "12:03")]
    [InlineData("10:00-12:00 12:06-13:00", "11:00", "Running", "12:00", "10:00")]
    public void A_schedule_decides_until_it_decides_otherwise(string windows, string now, string state, string? until, string? window)
    {
        var spec = new LiveStreamSpec { Schedule = [.. windows.Split(' ').Select(Window)], ScheduleWarmUp = "5m" };

        var decided = RunSchedule.At(spec, At(now)).ShouldNotBeNull();

        decided.State.ToString().ShouldBe(state);
        decided.Until.ShouldBe(until is null ? null : At(until));
        decided.Window?.Start.ShouldBe(At(window!));
        (decided.Window is null).ShouldBe(window is null);
    }

    [Fact]
    public void Without_a_schedule_the_state_decides() => RunSchedule.At(new() { State = StreamState.Running }, Day).ShouldBeNull();

    private static ScheduleWindow Window(string text) => new() { Start = At(text.Split('-')[0]), Stop = At(text.Split('-')[1]) };

    private static DateTimeOffset At(string time) => Day + TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
}
