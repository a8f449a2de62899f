using Onair.Recordings.Cutting;
using Onair.Recordings.Ts;
using Onair.Tests.Unit.Emulator.Media;

namespace Onair.Tests.Unit.Recordings.Cutting;

public sealed class TsRewriterTests
{
    private readonly TsRewriter _rewriter = new(0x200, 0x201);

    [Fact]
    public void Time_stamps_are_shifted_and_streams_moved()
    {
        var packet = TsBuilder.Video(1_000);

        _rewriter.Rewrite(packet, 0x100, 0x101, 500).ShouldBeTrue();

        TsPacket.Pid(packet).ShouldBe(0x200);
        Pes.TryReadTimes(packet, out var pts, out _).ShouldBeTrue();
        pts.ShouldBe(1_500);
    }

    [Fact]
    public void Packets_of_each_stream_are_counted_on_across_recordings()
    {
        var counters = Enumerable.Range(0, 20).Select(i =>
        {
            var packet = i % 2 == 0 ? TsBuilder.Frame(0x100, i) : TsBuilder.Frame(0x300, i);
            _rewriter.Rewrite(packet, i % 2 == 0 ? 0x100 : 0x300, -1, 0).ShouldBeTrue();
            return packet[3] & 0x0f;
        });

        counters.ShouldBe(Enumerable.Range(0, 20).Select(i => i % 16));
    }

    [Fact]
    public void Other_streams_are_left_out() => _rewriter.Rewrite(TsBuilder.Frame(0x1ff, 0), 0x100, 0x101, 0).ShouldBeFalse();

    [Fact]
    public void Times_before_the_shift_wrap()
    {
        var packet = TsBuilder.Audio(100);
        _rewriter.Rewrite(packet, 0x100, 0x101, -200);
        Pes.TryReadTimes(packet, out var pts, out _).ShouldBeTrue();
        pts.ShouldBe((1L << 33) - 100);
    }
}
