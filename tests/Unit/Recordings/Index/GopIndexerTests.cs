using Onair.Recordings.Index;
using Onair.Recordings.Ts;

namespace Onair.Tests.Unit.Recordings.Index;

public sealed class GopIndexerTests
{
    private const long Frame = SegmentBuilder.Frame;
    private static readonly DateTimeOffset Stored = new(2026, 5, 4, 10, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(1)]
    [InlineData(188)]
    [InlineData(1_000)]
    [InlineData(1_000_000)]
    public void Groups_begin_at_the_tables_before_their_key_frame_however_the_bytes_come(int chunk)
    {
        var segment = new SegmentBuilder().Group(90_000, 60);
        var second = segment.Length;
        segment.Sound(95_000).Group(90_000 + (60 * Frame), 31);

        var index = Index(segment, chunk);

        index.Gops.ShouldBe([new(0, (int)(second + 188), 0, 60), new(second + 188, (int)(segment.Length - second - 188), 60 * Frame, 31)]);
        index.Bytes.ShouldBe(segment.Length);
        index.ETag.ShouldBe("\"e\"");
        index.StoredAt.ShouldBe(Stored);
        (index.VideoPid, index.AudioPid, index.VideoType, index.AudioType).ShouldBe((0x100, 0x101, (byte)0x1b, (byte)0x0f));
        index.FirstPts.ShouldBe(90_000);
        index.Ticks.ShouldBe(91 * Frame);
        index.Uniform.ShouldBeTrue();
        index.ParameterSets.ShouldBe([0, 0, 1, .. SegmentBuilder.Sps, 0, 0, 1, .. SegmentBuilder.Pps]);
        index.Tables.Length.ShouldBe(2 * TsPacket.Size);
        index.Encoder.ShouldBeNull();
    }

    [Fact]
    public void A_group_without_tables_right_before_it_begins_at_its_key_frame()
    {
        var segment = new SegmentBuilder().Group(0, 3).Tables().Sound(100);
        var second = segment.Length;

        Index(segment.Key(3 * Frame)).Gops[1].Offset.ShouldBe(second);
    }

    [Fact]
    public void The_service_description_belongs_to_the_tables()
    {
        var segment = new SegmentBuilder().Group(0, 3);
        var (description, second) = (new byte[188], segment.Length);
        (description[0], description[1], description[2], description[3]) = (0x47, 0x40, 0x11, 0x10);

        Index(segment.Raw(description).Tables().Key(3 * Frame)).Gops[1].Offset.ShouldBe(second);
    }

    [Fact]
    public void Frames_that_are_shown_in_another_order_than_they_come_are_counted_and_timed_right()
    {
        // I B B P, twice; each group is closed.
        var segment = new SegmentBuilder();
        foreach (var at in new[] { 0, 4 }) segment.Tables().Key(At(at)).Picture(At(at + 3)).Picture(At(at + 1)).Picture(At(at + 2));

        var index = Index(segment);

        index.Gops.Select(g => (g.At, g.Frames)).ShouldBe([(0, 4), (4 * Frame, 4)]);
        index.Ticks.ShouldBe(8 * Frame);
        index.Uniform.ShouldBeTrue();

        static long At(int frame) => 10_000 + (frame * Frame);
    }

    [Fact]
    public void The_clock_may_wrap_in_a_segment()
    {
        var index = Index(new SegmentBuilder().Group((1L << 33) - (2 * Frame), 4).Group(2 * Frame, 3));

        index.FirstPts.ShouldBe((1L << 33) - (2 * Frame));
        index.Gops.Select(g => g.At).ShouldBe([0, 4 * Frame]);
        index.Ticks.ShouldBe(7 * Frame);
        index.Uniform.ShouldBeTrue();
    }

    public static TheoryData<string, byte[]> Uneven => new()
    {
        { "pictures shown before the key frame that they follow", new SegmentBuilder().Group(90_000, 3).Key(90_000 + (5 * Frame)).Picture(90_000 + (4 * Frame)).ToArray() },
        { "a key frame that is no IDR picture", new SegmentBuilder().Group(0, 3).Key(3 * Frame, idr: false).ToArray() },
        { "other parameter sets in the middle", new SegmentBuilder().Group(0, 3).Group(3 * Frame, 3, pps: [0x68, 0xee, 0x3c]).ToArray() },
    };

    [Theory]
    [MemberData(nameof(Uneven))]
    public void Marks_a_segment_that_cannot_be_copied_by_GOP(string what, byte[] segment) =>
        Index(new SegmentBuilder().Raw(segment)).Uniform.ShouldBeFalse(what);

    [Fact]
    public void The_settings_that_x264_writes_are_kept()
    {
        const string Settings = "cabac=1 ref=3 deblock=1:0:0 analyse=0x1:0x111 keyint=60";

        Index(new SegmentBuilder().Tables().Key(0, settings: Settings).Picture(Frame).Key(2 * Frame)).Encoder.ShouldBe(Settings);
    }

    [Fact]
    public void Frames_before_the_first_keyframe_belong_to_no_GOP()
    {
        var index = Index(new SegmentBuilder().Tables().Picture(0).Picture(Frame).Group(2 * Frame, 3));

        index.Gops.ShouldHaveSingleItem().Frames.ShouldBe(3);
        index.FirstPts.ShouldBe(2 * Frame);
        index.Ticks.ShouldBe(3 * Frame);
    }

    public static TheoryData<byte[], string> Broken => new()
    {
        { [], "it is not an MPEG transport stream" },
        { [.. Enumerable.Repeat((byte)'x', 10_000)], "it is not an MPEG transport stream" },
        { new SegmentBuilder().Key(0).ToArray(), "it has no program map (PAT and PMT)" },
        { new SegmentBuilder().Tables().Picture(0).Picture(Frame).ToArray(), "it has no keyframe" },
        { new SegmentBuilder().Raw(Emulator.Media.TsBuilder.Pat()).Raw(Hevc()).Key(0).ToArray(), "its video is not H.264 but HEVC (stream type 0x24)" },
        { Emulator.Media.TsBuilder.Stream(0, 30), "its first keyframe has no SPS and PPS" },
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public void Refuses_an_invalid_segment_and_names_the_missing_part(byte[] segment, string what) =>
        Should.Throw<InvalidRecordingException>(() => Index(new SegmentBuilder().Raw(segment))).Message.ShouldBe($"the segment cannot be cut: {what}");

    [Fact]
    public void Bytes_between_packets_are_skipped_and_offsets_stay_right()
    {
        var segment = new SegmentBuilder().Raw(1, 2, 3).Group(0, 3);
        var second = segment.Length;

        Index(segment.Group(3 * Frame, 3), chunk: 7).Gops.Select(g => g.Offset).ShouldBe([3, second]);
    }

    private static byte[] Hevc()
    {
        var pmt = Emulator.Media.TsBuilder.Pmt();
        pmt[5 + 12] = 0x24;
        return pmt;
    }

    private static SegmentIndex Index(SegmentBuilder segment, int chunk = 4_096)
    {
        var indexer = new GopIndexer();
        foreach (var piece in segment.ToArray().Chunk(chunk)) indexer.Append(piece);
        return indexer.Complete("\"e\"", Stored);
    }
}
