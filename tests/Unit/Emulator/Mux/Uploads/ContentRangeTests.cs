using Onair.Emulator.Mux.Uploads;

namespace Onair.Tests.Unit.Emulator.Mux.Uploads;

public sealed class ContentRangeTests
{
    private const int Unit = ContentRange.Unit;

    [Theory]
    [InlineData("bytes 0-262143/1000000", 0L, 262143L, 1000000L)]
    [InlineData("bytes 262144-999999/1000000", 262144L, 999999L, 1000000L)]
    [InlineData("bytes 0-0/1", 0L, 0L, 1L)]
    [InlineData("bytes 0-262143/*", 0L, 262143L, null)]
    [InlineData("bytes */1000000", null, null, 1000000L)]
    [InlineData("bytes */*", null, null, null)]
    public void A_range_says_where_its_bytes_belong(string header, long? first, long? last, long? total)
    {
        ContentRange.Parse(header, out var range).ShouldBeNull();
        range.ShouldBe(new ContentRange(first, last, total));
    }

    [Theory]
    [InlineData("", "must be 'bytes first-last/total' or 'bytes */total'")]
    [InlineData("bytes=0-1/2", "must be 'bytes first-last/total' or 'bytes */total'")]
    [InlineData("bytes -1-1/2", "must be 'bytes first-last/total' or 'bytes */total'")]
    [InlineData("bytes 0-1/2 ", "must be 'bytes first-last/total' or 'bytes */total'")]
    [InlineData("bytes 0-99999999999999999999/2", "has a number that is too large")]
    [InlineData("bytes 5-4/10", "ends before it begins")]
    [InlineData("bytes 0-10/10", "ends after its total")]
    [InlineData("bytes 0-99/1000", "has 100 bytes; all chunks but the last must be multiples of 262144 bytes")]
    [InlineData("bytes 0-99/*", "has 100 bytes; all chunks but the last must be multiples of 262144 bytes")]
    public void A_bad_range_is_refused_with_value_and_rule(string header, string rule)
    {
        ContentRange.Parse(header, out var range).ShouldBe($"Content-Range: value '{header}' {rule}");
        range.ShouldBeNull();
    }

    [Theory]
    // first, last, received → action, skip
    [InlineData(0, Unit - 1, 0, ChunkAction.Append, 0)]
    [InlineData(Unit, (2 * Unit) - 1, Unit, ChunkAction.Append, 0)]
    [InlineData(0, Unit - 1, 1000, ChunkAction.Append, 1000)]
    [InlineData(0, (2 * Unit) - 1, Unit, ChunkAction.Append, Unit)]
    [InlineData(0, Unit - 1, Unit, ChunkAction.Report, 0)]
    [InlineData(0, Unit - 1, 3 * Unit, ChunkAction.Report, 0)]
    [InlineData(Unit, (2 * Unit) - 1, 0, ChunkAction.Report, 0)]
    [InlineData(Unit, (2 * Unit) - 1, Unit - 1, ChunkAction.Report, 0)]
    public void A_chunk_is_appended_from_where_the_file_ends_and_never_behind_a_gap(long first, long last, long received, object action, long skip) =>
        ChunkDecision.For(new(first, last, 10 * Unit), received, total: null, last - first + 1).ShouldBe(new((ChunkAction)action, skip, 10 * Unit));

    [Fact]
    public void A_question_is_answered_and_changes_nothing() =>
        ChunkDecision.For(new(null, null, null), received: 5, total: 10, length: 0).ShouldBe(new(ChunkAction.Report, 0, 10));

    [Fact]
    public void A_body_without_a_range_is_the_whole_file() =>
        ChunkDecision.For(null, received: 5, total: null, length: 100).ShouldBe(new(ChunkAction.Replace, 0, 100));

    [Fact]
    public void A_file_has_one_size() =>
        ChunkDecision.For(new(0, Unit - 1, 2 * Unit), received: 0, total: 3 * Unit, length: Unit).Reason.ShouldBe($"Content-Range: total {2 * Unit} differs from {3 * Unit} declared before");

    [Fact]
    public void A_body_has_the_length_that_its_range_says() =>
        ChunkDecision.For(new(0, Unit - 1, 2 * Unit), received: 0, total: null, length: 7).Reason.ShouldBe($"Content-Length: value 7 must be {Unit}, as Content-Range says");
}
