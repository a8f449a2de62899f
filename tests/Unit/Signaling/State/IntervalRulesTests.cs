using Onair.Signaling.State;

namespace Onair.Tests.Unit.Signaling.State;

public sealed class IntervalRulesTests
{
    private static readonly DateTimeOffset Accepted = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Counts_a_report_that_arrives_twice_once()
    {
        var first = Account([], Beacon("a", 15, 16));
        var again = Account([first], Beacon("a", 15, 20));

        again.Seconds.ShouldBe(15);
        again.StartedAt.ShouldBe(Accepted.AddSeconds(1));
    }

    [Fact]
    public void Keeps_the_longest_report_whatever_the_order() => Account([Account([], Beacon("a", 30, 31))], Beacon("a", 15, 32)).Seconds.ShouldBe(30);

    [Fact]
    public void Shortens_a_report_that_is_longer_than_the_time_that_passed() => Account([], Beacon("a", 3600, 10)).Seconds.ShouldBe(12);

    [Fact]
    public void Takes_a_limited_number_of_intervals()
    {
        IntervalRow[] known = [.. Enumerable.Range(1, 2_000).Select(i => new IntervalRow($"{i}", Accepted, 0, true, Accepted))];

        IntervalRules.Takes(known[1..], "new").ShouldBeTrue();
        IntervalRules.Takes(known, "new").ShouldBeFalse();
        IntervalRules.Takes(known, "7").ShouldBeTrue();
    }

    [Fact]
    public void Counts_no_second_twice_in_two_intervals()
    {
        var first = Account([], Beacon("a", 30, 30, playing: false));

        Account([first], Beacon("b", 30, 40)).Seconds.ShouldBe(12);
    }

    [Fact]
    public void Counts_nothing_after_the_end() =>
        IntervalRules.Account([], Beacon("a", 500, 600), new(Accepted, Accepted.AddSeconds(60))).Seconds.ShouldBe(62);

    [Fact]
    public void Does_not_reopen_an_interval() => Account([Account([], Beacon("a", 10, 10, playing: false))], Beacon("a", 5, 11)).Playing.ShouldBeFalse();

    [Fact]
    public void Counts_up_to_the_moment_at_which_the_socket_closed()
    {
        var open = Account([], Beacon("a", 15, 16));

        IntervalRules.Close(open, Accepted.AddSeconds(21)).ShouldBe(open with { Seconds = 20, Playing = false });
        IntervalRules.Close(open, Accepted.AddSeconds(10)).Seconds.ShouldBe(15);
    }

    [Fact]
    public void Merges_reports_that_wait()
    {
        var merged = Beacon("a", 30, 31, playing: false).With(Beacon("a", 15, 40));

        merged.ShouldBe(Beacon("a", 30, 31, playing: false));
    }

    private static IntervalRow Account(IntervalRow[] known, Beacon beacon) => IntervalRules.Account(known, beacon, new(Accepted, null));

    private static Beacon Beacon(string id, double seconds, double at, bool playing = true) => new("viewing", id, seconds, playing, Accepted.AddSeconds(at));
}
