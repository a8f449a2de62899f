using Onair.Recordings.Sessions;

namespace Onair.Tests.Unit.Recordings.Sessions;

public sealed class SegmentNameTests
{
    [Theory]
    [InlineData("archive.000003.ts", "", 3)]
    [InlineData("archive_20260101T120000.000000.ts", "20260101T120000", 0)]
    [InlineData("program_20171012T033162.000001.ts", "20171012T033162", 1)]
    [InlineData("show-20250101T000000_20260101T120000-720.1000000.ts", "20260101T120000", 1_000_000)]
    [InlineData("archive_20260101.000002.ts", "", 2)]
    [InlineData("000007.ts", "", 7)]
    public void Reads_time_and_counter_of_a_segment(string name, string time, int counter) =>
        SegmentName.Parse(name).ShouldBe(new SegmentName(time, counter));

    [Theory]
    [InlineData("archive.000003.gops.json")]
    [InlineData("archive.ts")]
    [InlineData("archive.000003.m2ts")]
    [InlineData("archive.99999999999999999999.ts")]
    public void Other_objects_are_no_segments(string name) => SegmentName.Parse(name).ShouldBeNull();
}
