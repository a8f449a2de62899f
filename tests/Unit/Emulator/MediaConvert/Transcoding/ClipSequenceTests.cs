using Onair.Emulator.MediaConvert.Transcoding;
using Onair.Recordings.Ts;

namespace Onair.Tests.Unit.Emulator.MediaConvert.Transcoding;

public sealed class ClipSequenceTests
{
    private const long Wrap = 1L << 33;

    [Theory]
    [InlineData(null, null, 0L, 59L)]
    [InlineData("00:00:00:10", null, 10L, 59L)]
    [InlineData(null, "00:00:00:00", 0L, 0L)]
    [InlineData("00:00:01:00", "00:00:01:29", 30L, 59L)]
    public void Both_ends_of_a_clip_are_in_it(string? start, string? end, long first, long last)
    {
        var clip = InputClip.Of(Input(Clip(start, end)), Contents(firstPts: 0)).ShouldHaveSingleItem();
        (clip.First, clip.Last).ShouldBe((first, last));
    }

    [Theory]
    [InlineData("00:00:02:00", null)]
    [InlineData(null, "00:00:02:00")]
    [InlineData("00:00:01:00", "00:00:00:29")]
    [InlineData("00:00:00:30", null)]
    public void A_clip_of_frames_that_are_not_there_fails(string? start, string? end)
    {
        var failure = Should.Throw<JobFailureException>(() => InputClip.Of(Input(Clip(start, end)), Contents(firstPts: 0)).ToList());
        failure.Code.ShouldBe(1060);
        failure.Message.ShouldContain("s3://archive/a.ts");
    }

    [Fact]
    public void Timecodes_count_from_where_the_input_starts()
    {
        var input = Input(Clip("01:00:00:10", null)) with { StartsAt = Timecode.Parse("01:00:00:00") };
        InputClip.Of(input, Contents(firstPts: 0)).ShouldHaveSingleItem().First.ShouldBe(10);
    }

    [Fact]
    public void Files_whose_clocks_go_on_are_one_run_across_a_wrap_too()
    {
        // 60 frames of 3000 ticks: the second begins where the clock wraps.
        var sequence = ClipSequence.Of([Whole(Wrap - 180_000), Whole(0), Whole(180_000) with { Last = 4 }]).ShouldHaveSingleItem();
        sequence.Frames.ShouldBe(125);
        sequence.StartsAt.ShouldBe(ClipSequence.Zero);
        sequence.LastAt.ShouldBe(ClipSequence.Zero + (124 * 3000));
        TsClock.Add(Wrap - 180_000, sequence.Shift).ShouldBe(ClipSequence.Zero);
    }

    [Theory]
    [InlineData(180_000, 0L, 59L, 1)]
    [InlineData(180_100, 0L, 59L, 1)]
    [InlineData(183_000, 0L, 59L, 2)]
    [InlineData(0, 0L, 59L, 2)]
    [InlineData(180_000, 1L, 59L, 2)]
    public void A_discontinuity_starts_a_new_clip_sequence(long firstPts, long first, long last, int sequences) =>
        ClipSequence.Of([Whole(0), Whole(firstPts) with { First = first, Last = last }]).Count.ShouldBe(sequences);

    [Fact]
    public void A_file_of_another_size_is_a_run_of_its_own()
    {
        var other = Contents(firstPts: 180_000) with { Video = new SequenceParameters("avc1.4D401F", 320, 180) };
        ClipSequence.Of([Whole(0), new InputClip(Input(), other, 0, 59)]).Count.ShouldBe(2);
    }

    [Fact]
    public void A_piece_is_read_from_a_key_frame_a_second_before_it_to_a_second_behind()
    {
        // Key frames each 15 frames, a frame each 10 packets.
        var contents = Contents(firstPts: 0, frames: 300);
        new InputClip(Input(), contents, 100, 200).Packets().ShouldBe((600, 2310));
        new InputClip(Input(), contents, 0, 299).Packets().ShouldBe((0, 3000));
    }

    private static InputClip Whole(long firstPts) => new(Input(), Contents(firstPts), 0, 59);

    private static JobClip Clip(string? start, string? end) => new(start is null ? null : Timecode.Parse(start), end is null ? null : Timecode.Parse(end));

    private static JobInput Input(params IReadOnlyList<JobClip> clips) => new("archive", "a.ts", default, clips);

    private static TsContents Contents(long firstPts, int frames = 60) => new()
    {
        Map = new ProgramMap(4096, 256, 257, 0x1b, 0x0f),
        Tables = [],
        Video = new SequenceParameters("avc1.4D401F", 640, 360),
        FirstPts = firstPts,
        Rate = new FrameRate(30, 1),
        Frames = frames,
        HasAudio = true,
        Packets = frames * 10,
        Order = [.. Enumerable.Range(0, frames).Select(i => new TsFrame(i * 10, i * 3000L, i % 15 == 0))],
    };
}
