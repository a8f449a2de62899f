using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Operator.Archives;
using Onair.Operator.ArchiveSplits.Decisions;
using Onair.Recordings.Index;
using Onair.Recordings.Sessions;
using Onair.Tests.Unit.Recordings;
using static Onair.Tests.Unit.Operator.ArchiveSplits.Decisions.SplitViews;

namespace Onair.Tests.Unit.Operator.ArchiveSplits.Decisions;

public sealed class SectionCoverageTests
{
    /// <summary>start, end, is the session over → from–to in seconds, or what is said. A minute is recorded, from 10:00:00.</summary>
    public static TheoryData<string, string, bool, string> Cases => new()
    {
        { "0", "60", true, "0-60" },
        { "12.5", "13", true, "12.5-13" },
        { "2026-11-21T10:00:05Z", "2026-11-21T11:00:10.5+01:00", true, "5-10.5" },
        { "5", "2026-11-21T10:00:10Z", true, "5-10" },
        { "50", "60.9", true, "50-60" },
        { "50", "61.5", true, "spec.sections[7].end: Invalid value: \"61.5\": must be within the session's recording, which ends at 60 s" },
        { "60", "60.5", true, "spec.sections[7].start: Invalid value: \"60\": must be within the session's recording, which ends at 60 s" },
        { "50", "61.5", false, "61.5 s is the section's end; 60 s is recorded so far" },
        { "50", "60", false, "60 s is the section's end; 60 s is recorded so far" },
        { "50", "59", false, "50-59" },
        { "2026-11-21T09:59:00Z", "20", true, "spec.sections[7].start: Invalid value: \"2026-11-21T09:59:00Z\": must not be before the session's first recorded frame, 2026-11-21T10:00:00Z" },
        { "10", "2026-11-21T10:00:10Z", true, "spec.sections[7].end: Invalid value: \"2026-11-21T10:00:10Z\": must be after start, 10" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_section_is_recorded_or_waits_or_never_will_be(string start, string end, bool over, string expected) =>
        Text(SectionCoverage.Of(Section(start, end), 7, Minute, over)).ShouldBe(expected);

    [Fact]
    public void Omits_unrecorded_parts_and_reports_them()
    {
        var holed = new ArchiveView(SessionTimeline.Of([Tape.Segment("a", 0, 0), Tape.Segment("a", 2, 20)]), 2, 0, ["archive.000001.ts: no video"]);
        var ready = SectionCoverage.Of(Section("5", "25"), 0, holed, over: true).ShouldBeOfType<Coverage.Ready>();
        ready.Missing.ShouldBe(10);
        ready.SegmentRanges.Count.ShouldBe(2);
        Text(SectionCoverage.Of(Section("11", "19"), 0, holed, over: true)).ShouldBe(
            "spec.sections[0].start: Invalid value: \"11\": nothing was recorded from 11 s to 19 s (not readable: archive.000001.ts: no video)");
    }

    [Fact]
    public void A_field_is_wrong_only_where_more_readable_segments_would_not_help()
    {
        WrongField(SectionCoverage.Of(Section("50", "61.5"), 7, Minute, over: true)).ShouldBe("spec.sections[7].end");
        WrongField(SectionCoverage.Of(Section("50", "61.5"), 7, Minute with { Unreadable = ["archive.000006.ts: no video"] }, over: true)).ShouldBeNull();
        WrongField(SectionCoverage.Of(Section("0", "1"), 0, Archive(0), over: true)).ShouldBeNull();
    }

    private static string? WrongField(Coverage coverage) => coverage.ShouldBeOfType<Coverage.Impossible>().WrongField;

    [Theory]
    [InlineData("5", "19", false, "5-19")]
    [InlineData("5", "35", false, "35 s is the section's end; 20 s is recorded so far")]
    [InlineData("5", "19", true, "the archive is being indexed: 3 of 4 segments are")]
    public void On_air_a_segment_without_an_index_hides_only_what_was_stored_since(string start, string end, bool over, string expected)
    {
        var view = ArchiveView.Of([Stored(0), Stored(1), Stored(3)], [Stored(2).Segment], []);
        Text(SectionCoverage.Of(Section(start, end), 0, view, over)).ShouldBe(expected);
    }

    [Theory]
    [InlineData(true, "the session's archive has no segments")]
    [InlineData(false, "nothing is recorded yet")]
    public void An_empty_archive_waits_only_for_a_session_that_goes_on(bool over, string expected) =>
        Text(SectionCoverage.Of(Section("0", "1"), 0, Archive(0), over)).ShouldBe(expected);

    [Fact]
    public void A_section_whose_sound_would_be_lost_is_refused_with_its_stream_type()
    {
        var archive = Recorded(("archive.000001.ts", i => i with { AudioPid = -1, AudioType = 0, LeftOut = "E-AC-3 audio (stream type 0x87)" }));

        Text(SectionCoverage.Of(Section("5", "15"), 0, archive, over: true)).ShouldBe(
            "archive.000001.ts has E-AC-3 audio (stream type 0x87), which the MP4 would lack: encode one H.264 video with one AAC audio, and split that recording");
        Text(SectionCoverage.Of(Section("0", "9"), 0, archive, over: true)).ShouldBe("0-9", "what is before it can be cut");
    }

    [Fact]
    public void A_section_in_which_the_coding_of_the_sound_changes_is_refused() =>
        Text(SectionCoverage.Of(Section("5", "15"), 0, Recorded(("archive.000001.ts", i => i with { AudioType = 0x81 })), over: true)).ShouldBe(
            "the sound changes from AAC audio (stream type 0x0f) to AC-3 audio (stream type 0x81) with archive.000001.ts, and the MP4 would lack the latter: "
            + "end the section before it, or encode one H.264 video with one AAC audio, and split that recording");

    [Fact]
    public void A_hole_of_another_video_coding_is_refused()
    {
        var archive = new ArchiveView(SessionTimeline.Of([Tape.Segment("a", 0, 0), Tape.Segment("a", 2, 20)]), 2, 0, ["archive.000001.ts: its video is HEVC"]) { HasForeign = true };

        Text(SectionCoverage.Of(Section("5", "25"), 0, archive, over: true)).ShouldBe(
            "10 s of the section are in segments that Onair cannot read (not readable: archive.000001.ts: its video is HEVC)");
        Text(SectionCoverage.Of(Section("0", "9"), 0, archive, over: true)).ShouldBe("0-9");
    }

    [Fact]
    public void Says_what_is_wrong_while_nothing_that_can_be_cut_is_recorded() =>
        Text(SectionCoverage.Of(Section("0", "1"), 0, new ArchiveView(SessionTimeline.Of([]), 1, 0, ["0.ts: its video is HEVC"]), over: false))
            .ShouldBe("nothing is recorded yet (not readable: 0.ts: its video is HEVC)");

    private static ArchiveView Recorded(params (string Name, Func<SegmentIndex, SegmentIndex> With)[] changed) => new(
        SessionTimeline.Of(
        [
            .. Enumerable.Range(0, 3).Select(i => Tape.Segment("a", i, i * 10))
                .Select(s => changed.FirstOrDefault(c => s.Key.EndsWith(c.Name, StringComparison.Ordinal)).With is { } with ? s with { Index = with(s.Index) } : s),
        ]), 3, 0, []);

    private static (ArchiveObject Segment, SegmentIndex Index) Stored(int counter)
    {
        var (index, key) = (Tape.Segment("a", counter, counter * 10).Index, FormattableString.Invariant($"show/a/archive.{counter:d6}.ts"));
        return (new("a", new("", counter), new("archive", key), index.ETag, 1_000, index.StoredAt), index);
    }

    private static SplitSection Section(string start, string end) => new() { Start = SessionTime.Parse(start), End = SessionTime.Parse(end) };

    private static string Text(Coverage coverage) => coverage switch
    {
        Coverage.Ready ready => FormattableString.Invariant($"{ready.Start}-{ready.End}"),
        Coverage.Waits waits => waits.Message,
        Coverage.Impossible impossible => impossible.Message,
        _ => "",
    };
}
