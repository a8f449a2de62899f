using Onair.Recordings.Sessions;
using Onair.Recordings.Ts;
using static Onair.Tests.Unit.Recordings.Tape;

namespace Onair.Tests.Unit.Recordings.Sessions;

public sealed class SessionTimelineTests
{
    /// <summary>What is recorded, and what comes out: pipeline, number, from–to in seconds; <c>/</c> stands before a discontinuity.</summary>
    public static TheoryData<string, RecordedSegment[], string> Cases => new()
    {
        { "nothing", [], "" },
        { "one pipeline, listed out of order", [Segment("a", 1, 10), Segment("a", 0, 0)], "a0 0-10, a1 10-20" },
        { "counting from 1, for AWS's docs disagree", [Segment("a", 1, 0), Segment("a", 2, 10)], "a1 0-10, a2 10-20" },
        { "two pipelines with one clock: B is not needed", [.. Both(0, 1, 2)], "a0 0-10, a1 10-20, a2 20-30" },
        { "a hole in A is filled from B, exactly", [.. Both(0, 1, 2).Where(s => s is not { Pipeline: "a", Name.Counter: 1 })], "a0 0-10, /b1 10-20, /a2 20-30" },
        {
            "copied there as a whole, so that uploads tell nothing: the shared clock does",
            [Segment("a", 0, 0, stored: 0), Segment("a", 2, 20, stored: 0), Segment("b", 0, 0, stored: 0), Segment("b", 1, 10, stored: 0), Segment("b", 2, 20, stored: 0)],
            "a0 0-10, /b1 10-20, /a2 20-30"
        },
        { "a hole that nobody filled keeps its time", [Segment("a", 0, 0), Segment("a", 2, 20)], "a0 0-10, /a2 20-30" },
        { "A's beginning is missing", [Segment("a", 1, 10), .. Only("b", 0, 1)], "b0 0-10, /a1 10-20" },
        { "A's end is missing", [Segment("a", 0, 0), .. Only("b", 0, 1)], "a0 0-10, /b1 10-20" },
        { "only B recorded", [.. Only("b", 0, 1)], "b0 0-10, b1 10-20" },
        { "a restarted encoder: another clock, no time lost", [Segment("a", 0, 0, stored: 10), Segment("a", 1, 5_000, stored: 20)], "a0 0-10, /a1 10-20" },
        { "a restarted encoder that lost 30 s, as the uploads tell", [Segment("a", 0, 0, stored: 10), Segment("a", 1, 5_000, stored: 50)], "a0 0-10, /a1 40-50" },
        { "a restarted encoder whose clock went on for 7 s", [Segment("a", 0, 0, stored: 10), Segment("a", 1, 17, stored: 27.9)], "a0 0-10, /a1 17-27" },
        { "another clock, all copied at once", [Segment("a", 0, 0, stored: 0), Segment("a", 1, 5_000, stored: 1)], "a0 0-10, /a1 10-20" },
        {
            "a restarted pipeline counts from 0 again: the time in the name says what came first",
            [
                Segment("a", 0, 5_000, stored: 50, time: "20261121T100040"), Segment("a", 1, 5_010, stored: 60, time: "20261121T100040"),
                Segment("a", 0, 0, stored: 10, time: "20261121T100000"), Segment("a", 1, 10, stored: 20, time: "20261121T100000"),
            ],
            "a0 0-10, a1 10-20, /a0 40-50, a1 50-60"
        },
        {
            "a restarted pipeline whose clock went on",
            [Segment("a", 1, 10, time: "20261121T100000"), Segment("a", 0, 0, time: "20261121T100000"), Segment("a", 0, 27, time: "20261121T100027")],
            "a0 0-10, a1 10-20, /a0 27-37"
        },
        {
            "each segment with its own time, as one page of AWS's docs has it",
            [Segment("a", 1, 10, time: "20261121T100010"), Segment("a", 0, 0, time: "20261121T100000"), Segment("a", 0, 27, time: "20261121T100027")],
            "a0 0-10, a1 10-20, /a0 27-37"
        },
        {
            "B restarts while A records",
            [.. Only("a", 0, 1, 2, 4), Segment("b", 0, 0, time: "20261121T100000"), Segment("b", 0, 30, time: "20261121T100030"), Segment("b", 1, 40, time: "20261121T100030")],
            "a0 0-10, a1 10-20, a2 20-30, /b0 30-40, /a4 40-50"
        },
        { "a clock that wraps", [Segment("a", 0, WrapAt - 5), Segment("a", 1, WrapAt + 5)], "a0 0-10, a1 10-20" },
        {
            "pipelines without a common clock: B's groups stand where the uploads say",
            [Segment("a", 0, 0, stored: 10), Segment("a", 3, 30, stored: 40), Segment("b", 0, 7_001, stored: 11), Segment("b", 1, 7_011, stored: 21), Segment("b", 2, 7_021, stored: 31), Segment("b", 3, 7_031, stored: 41)],
            "a0 0-10, /b0 10-11, b1 11-21, b2 21-30, /a3 30-40, /b3 40-41"
        },
        { "B ends some frames later: no other recording for that", [Segment("a", 0, 0), Segment("b", 0, 0.2)], "a0 0-10" },
        { "B is a segment ahead of A while they record", [Segment("a", 0, 0), .. Only("b", 0, 1, 2)], "a0 0-10, /b1 10-20, b2 20-30" },
    };

    private static double WrapAt => (double)(1L << 33) / TsClock.Rate;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Recordings_are_put_together(string what, RecordedSegment[] segments, string expected) =>
        Text(SessionTimeline.Of(segments)).ShouldBe(expected, what);

    [Fact]
    public void The_time_of_day_of_the_first_frame_is_that_of_the_quickest_upload()
    {
        var recording = SessionTimeline.Of([Segment("a", 0, 100, stored: 12), Segment("a", 1, 110, stored: 20.4), Segment("a", 2, 120, stored: 33)]);
        recording.StartedAt.ShouldNotBeNull().ShouldBe(Start.AddSeconds(0.4), TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public void The_encoder_of_a_segment_is_that_of_its_own_run()
    {
        RecordedSegment first = Encoded("one", Segment("a", 0, 0, time: "20261121T100000")), second = Encoded("two", Segment("a", 0, 5_000, stored: 50, time: "20261121T100040"));
        var recording = SessionTimeline.Of([second, Segment("a", 1, 10, time: "20261121T100000"), first, Segment("a", 1, 5_010, stored: 60, time: "20261121T100040")]);

        recording.SegmentRanges.Select(recording.EncoderOf).ShouldBe(["one", "one", "two", "two"]);

        static RecordedSegment Encoded(string by, RecordedSegment segment) => segment with { Index = segment.Index with { Encoder = by } };
    }

    [Fact]
    public void A_cut_begins_and_ends_where_it_was_asked_to()
    {
        var recording = SessionTimeline.Of([Segment("a", 0, 0), Segment("a", 1, 10), Segment("a", 2, 5_000, stored: 30)]);
        Text(recording with { SegmentRanges = recording.Cut(SegmentRange.TicksOf(9.5), SegmentRange.TicksOf(21)) }).ShouldBe("a0 9.5-10, a1 10-20, /a2 20-21");
        Text(recording with { SegmentRanges = recording.Cut(SegmentRange.TicksOf(20), SegmentRange.TicksOf(21)) }).ShouldBe("a2 20-21");
        recording.Cut(SegmentRange.TicksOf(30), SegmentRange.TicksOf(40)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(10, 20, "a0 10-10, a1 10-20")]
    [InlineData(0, 9.5, "a0 0-9.5, a1 10-10")]
    [InlineData(2, 8, "a0 2-8")]
    [InlineData(20, 30, "a2 20-30")]
    public void Audio_at_the_edges_may_be_in_the_segment_beside_it_unless_that_is_another_run(double from, double to, string expected)
    {
        var recording = SessionTimeline.Of([Segment("a", 0, 0), Segment("a", 1, 10), Segment("a", 2, 5_000, stored: 30)]);
        var cut = recording.Cut(SegmentRange.TicksOf(from), SegmentRange.TicksOf(to));
        Text(recording with { SegmentRanges = recording.WithSound(cut) }).ShouldBe(expected);
    }

    [Fact]
    public void The_groups_of_a_stretch_are_those_with_frames_in_it()
    {
        var whole = SessionTimeline.Of([Segment("a", 0, 0)]).SegmentRanges.ShouldHaveSingleItem();
        whole.Gops().ShouldBe((0, 4));
        (whole with { From = SegmentRange.TicksOf(2), To = SegmentRange.TicksOf(4) }).Gops().ShouldBe((1, 1));
        (whole with { From = SegmentRange.TicksOf(1.9), To = SegmentRange.TicksOf(4.1) }).Gops().ShouldBe((0, 2));
    }

    private static IEnumerable<RecordedSegment> Both(params int[] counters) => Only("a", counters).Concat(Only("b", counters));

    private static IEnumerable<RecordedSegment> Only(string pipeline, params int[] counters) => counters.Select(c => Segment(pipeline, c, c * 10));

    private static string Text(SessionRecording recording) => string.Join(", ", recording.SegmentRanges.Select(s =>
        FormattableString.Invariant($"{(s.Discontinuity ? "/" : "")}{s.Segment.Pipeline}{s.Segment.Name.Counter} {Seconds(s.From)}-{Seconds(s.To)}")));
}
