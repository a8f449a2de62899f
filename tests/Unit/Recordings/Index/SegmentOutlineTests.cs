using Onair.Recordings.Index;

namespace Onair.Tests.Unit.Recordings.Index;

/// <summary>The two ends of a segment tell what the whole does, except for its GOPs.</summary>
public sealed class SegmentOutlineTests
{
    private const int Tail = 30 * 188 * 2;

    private static readonly DateTimeOffset Stored = Tape.Start;

    [Theory]
    [InlineData(90_000)]
    [InlineData((1L << 33) - 100_000)]
    public void An_outline_has_the_times_of_the_index(long pts)
    {
        var bytes = new SegmentBuilder().Tables().Key(pts, settings: "cabac=1").Group(pts + 3_000, 60).Group((pts + 183_000) & 0x1ffffffff, 60).ToArray();

        var (whole, outline) = (Index(bytes), Outline(bytes));

        outline.ShouldNotBeNull();
        outline.HasGops.ShouldBeFalse();
        (outline with { Gops = whole.Gops }).ShouldBe(whole with { Tables = outline.Tables, ParameterSets = outline.ParameterSets });
        outline.ParameterSets.ShouldBe(whole.ParameterSets);
        outline.Tables.ShouldBe(whole.Tables);
    }

    [Fact]
    public void Frames_that_are_shown_later_than_they_are_decoded_end_it_where_the_index_does()
    {
        var segment = new SegmentBuilder().Group(0, 60);
        foreach (var frame in (int[])[62, 61, 60, 65, 64, 63]) segment.Picture(frame * SegmentBuilder.Frame);
        var bytes = segment.ToArray();

        Outline(bytes)!.Ticks.ShouldBe(Index(bytes).Ticks);
    }

    [Fact]
    public void Too_few_frames_at_the_end_do_not_suffice()
    {
        var bytes = new SegmentBuilder().Group(0, 60).ToArray();
        var head = SegmentOutline.OfHead(bytes.AsSpan(0, 188 * 20), "\"e\"", Stored)!;

        SegmentOutline.WithTail(head, bytes.AsSpan(bytes.Length - (188 * 2 * 17)), bytes.Length).ShouldBeNull();
        SegmentOutline.WithTail(head, bytes, bytes.Length).ShouldNotBeNull();
    }

    [Fact]
    public void A_head_without_a_key_frame_does_not_suffice() =>
        SegmentOutline.OfHead(new SegmentBuilder().Tables().ToArray(), "\"e\"", Stored).ShouldBeNull();

    private static SegmentIndex? Outline(byte[] bytes) =>
        SegmentOutline.WithTail(SegmentOutline.OfHead(bytes.AsSpan(0, 188 * 20), "\"e\"", Stored)!, bytes.AsSpan(bytes.Length - Tail), bytes.Length);

    private static SegmentIndex Index(byte[] bytes)
    {
        var indexer = new GopIndexer();
        indexer.Append(bytes);
        return indexer.Complete("\"e\"", Stored);
    }
}
