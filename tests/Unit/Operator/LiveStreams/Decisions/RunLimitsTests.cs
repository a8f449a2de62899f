using Onair.Operator.LiveStreams.Decisions;

namespace Onair.Tests.Unit.Operator.LiveStreams.Decisions;

/// <summary>The limits of a cost guard count what this process has seen, and no more than the status says.</summary>
public sealed class RunLimitsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(60, true)] // seen for the whole time
    [InlineData(10, false)] // the operator was down for most of it
    [InlineData(null, false)]
    public void Silence_counts_only_while_the_operator_watched(int? silentMinutes, bool expected) => Reached(Silent(silentMinutes)).ShouldBe(expected);

    [Fact]
    public void Silence_of_an_earlier_run_does_not_count() => Reached(Silent(60), runningMinutes: 10).ShouldBeFalse();

    [Theory]
    [InlineData(120, 0, true)]
    [InlineData(120, null, true)] // after a restart the record counts
    [InlineData(10, 120, true)] // the record was made later
    [InlineData(-600, 120, true)] // or is in the future
    [InlineData(10, 10, false)]
    public void A_run_is_as_long_as_the_longer_of_record_and_sight(int recordedMinutes, int? seenMinutes, bool expected) => Reached(
        View() with { Spec = new() { CostGuard = new() { MaxRunDuration = "1h" } }, RunningSince = Ago(seenMinutes) }, recordedMinutes).ShouldBe(expected);

    [Fact]
    public void A_run_that_is_recorded_in_the_future_ends_for_its_silence() => Reached(Silent(60) with { RunningSince = Noon.AddHours(-2) }, runningMinutes: -600).ShouldBeTrue();

    private static bool Reached(LiveStreamView view, int runningMinutes = 120) =>
        RunLimits.Reached(view, new() { Id = "s", StartedAt = Noon.AddHours(-2), RunningAt = Noon.AddMinutes(-runningMinutes) }) is not null;

    private static DateTimeOffset? Ago(int? minutes) => minutes is { } some ? Noon.AddMinutes(-some) : null;

    private static LiveStreamView Silent(int? minutes) => View() with { Receiving = false, SilentSince = Ago(minutes), Spec = new() { CostGuard = new() { NoInputTimeout = "30m" } } };

    private static LiveStreamView View() => new() { Uid = "uid", Spec = new(), Status = new(), Now = Noon };
}
