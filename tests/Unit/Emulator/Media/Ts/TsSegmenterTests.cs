using Onair.Emulator.Media.Ts;
using Onair.Recordings.Ts;

namespace Onair.Tests.Unit.Emulator.Media.Ts;

public sealed class TsSegmenterTests
{
    [Theory]
    [InlineData(1, new[] { 1.0, 1.0, 1.0, 1.0, 0.4 })]
    [InlineData(2, new[] { 2.0, 2.0, 0.4 })]
    [InlineData(1.5, new[] { 2.0, 2.0, 0.4 })]
    [InlineData(300, new[] { 4.4 })]
    public void Segments_are_whole_GOPs_of_at_least_the_target_and_the_rest(double target, double[] seconds)
    {
        Cut(target, TsBuilder.Stream(0, 110)).Select(s => s.Segment.Ticks / 90_000.0).ShouldBe(seconds, 0.000001);
    }

    [Fact]
    public void The_wrap_of_the_clock_does_not_show()
    {
        Cut(1, TsBuilder.Stream((1L << 33) - 90_000, 75)).Select(s => s.Segment.Ticks).ShouldBe([90_000, 90_000, 90_000]);
    }

    [Fact]
    public void Each_segment_begins_with_tables_and_a_key_frame_and_no_frame_is_lost()
    {
        byte[] stream = [.. TsBuilder.Video(1), .. TsBuilder.Stream(90_000, 60)]; // the first belongs to no GOP

        var segments = Cut(1, stream);

        segments.Count.ShouldBe(3);
        segments.Sum(s => TsBuilder.VideoTimes(s.Bytes).Count).ShouldBe(60);
        foreach (var (bytes, segment) in segments)
        {
            segment.Bytes.ShouldBe(bytes.Length);
            TsPacket.Pid(bytes).ShouldBe(0);
            TsPacket.Pid(bytes.AsSpan(188)).ShouldBe(0x1000);
            TsPacket.IsRandomAccess(bytes.AsSpan(376)).ShouldBeTrue();
            bytes.Chunk(188).Count(p => TsPacket.Pid(p) == 0).ShouldBe(1, "the tables of the next key frame belong to it");
        }
    }

    private static List<(byte[] Bytes, CutSegment Segment)> Cut(double target, byte[] stream)
    {
        var sink = new Sink(target);
        var segmenter = new TsSegmenter(sink);
        foreach (var packet in stream.Chunk(188)) segmenter.Write(packet);
        segmenter.Complete();
        return sink.Segments;
    }

    private sealed class Sink(double target) : ISegmentSink
    {
        private readonly List<byte> _open = [];

        public List<(byte[] Bytes, CutSegment Segment)> Segments { get; } = [];

        public double? Open(long pts)
        {
            _open.Clear();
            return target;
        }

        public void Write(ReadOnlySpan<byte> packet) => _open.AddRange(packet);

        public void Close(CutSegment segment) => Segments.Add(([.. _open], segment));
    }
}
