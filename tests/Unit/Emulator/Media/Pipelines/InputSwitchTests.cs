using System.Buffers;
using Onair.Emulator.Media.Pipelines;
using Onair.Emulator.Media.Ts;

namespace Onair.Tests.Unit.Emulator.Media.Pipelines;

public sealed class InputSwitchTests
{
    private readonly InputSwitch _switch = new(2, TimeProvider.System);
    private readonly ArrayBufferWriter<byte> _output = new();

    // Seconds since each source's last video, empty for not connected.
    [Theory]
    [InlineData(null, null, null, null)]
    [InlineData(null, 0.0, null, 0)]
    [InlineData(null, null, 0.0, 1)]
    [InlineData(null, 0.2, 0.0, 0)]
    [InlineData(null, 1.5, 0.0, 1)]
    [InlineData(1, 0.0, 0.5, 1)]
    [InlineData(1, 0.0, 1.0, 1)]
    [InlineData(1, 0.0, 1.1, 0)]
    [InlineData(1, 0.0, null, 0)]
    [InlineData(0, 2.0, 1.5, 0)]
    [InlineData(0, 3.0, 9.0, 0)]
    [InlineData(0, 3.1, 9.0, null)]
    [InlineData(0, null, null, null)]
    [InlineData(0, null, 1.5, null)]
    public void The_active_source_is_kept_until_it_stalls(int? active, double? first, double? second, int? expected)
    {
        TimeSpan?[] last = [Ago(first), Ago(second)];

        SwitchDecision.Decide(active, last, TimeSpan.FromSeconds(100)).ShouldBe(expected);

        static TimeSpan? Ago(double? seconds) => seconds is { } s ? TimeSpan.FromSeconds(100 - s) : null;
    }

    [Fact]
    public void A_run_begins_at_the_first_key_frame()
    {
        Feed(0, [.. TsBuilder.Pat(), .. TsBuilder.Pmt(), .. TsBuilder.Video(1_000), .. TsBuilder.Video(4_600)], 0).ShouldBe(SwitchStep.None);
        _output.WrittenCount.ShouldBe(0);

        Feed(0, TsBuilder.Video(8_200, key: true), 0.1).ShouldBe(SwitchStep.BeginsRun);

        TsBuilder.VideoTimes(_output.WrittenSpan).ShouldBe([90_000]);
        _output.WrittenCount.ShouldBe(3 * 188);
    }

    [Fact]
    public void A_fail_over_waits_for_a_key_frame_and_leaves_no_gap()
    {
        Feed(0, TsBuilder.Stream(500_000_000, 50), 0);
        Feed(1, TsBuilder.Stream(777, 10), 0.1).ShouldBe(SwitchStep.None);

        _switch.Disconnect(0, TimeSpan.FromSeconds(0.2)).ShouldBe(SwitchStep.None);
        Feed(1, TsBuilder.Video(777 + (10 * 3_600)), 0.3).ShouldBe(SwitchStep.None);
        Feed(1, TsBuilder.Stream(90_777, 25), 0.4).ShouldBe(SwitchStep.None);

        TsBuilder.VideoTimes(_output.WrittenSpan).ShouldBe(Enumerable.Range(0, 75).Select(i => 90_000L + (i * 3_600)));
    }

    [Fact]
    public void Video_that_waits_behind_a_slow_encoder_is_received()
    {
        Feed(0, TsBuilder.Stream(0, 25), 1);

        // The clock of the machine goes on; the next data waits in the queue.
        _switch.Describe(0).Receiving.ShouldBeTrue();
        Feed(0, TsBuilder.Stream(90_000, 25), 20);
        _switch.Describe(0).Receiving.ShouldBeTrue();

        _switch.Decide(TimeSpan.FromSeconds(23.1));
        _switch.Describe(0).ShouldBe((false, "no video for 3 s"));
    }

    [Fact]
    public void A_source_with_other_codecs_begins_a_new_run()
    {
        Feed(0, TsBuilder.Stream(0, 25), 0);
        Feed(1, TsBuilder.Stream(0, 25, audioType: 0x03), 0.1);
        _switch.Disconnect(0, TimeSpan.FromSeconds(0.2));

        Feed(1, TsBuilder.Stream(90_000, 25, audioType: 0x03), 0.3).ShouldBe(SwitchStep.EndsRun | SwitchStep.BeginsRun);
    }

    [Fact]
    public void A_run_ends_with_the_last_source_and_a_new_one_begins_when_it_is_back()
    {
        Feed(0, TsBuilder.Stream(0, 25), 0);

        _switch.Disconnect(0, TimeSpan.FromSeconds(1)).ShouldBe(SwitchStep.EndsRun);
        _switch.Decide(TimeSpan.FromSeconds(9)).ShouldBe(SwitchStep.None);

        Feed(0, TsBuilder.Stream(0, 25), 10).ShouldBe(SwitchStep.BeginsRun);
    }

    [Fact]
    public void A_failed_encoder_gets_a_new_run_from_the_next_key_frame()
    {
        Feed(0, TsBuilder.Stream(0, 10), 0);
        _switch.Abandon();
        _output.ResetWrittenCount();

        Feed(0, TsBuilder.Video(36_000), 0.1).ShouldBe(SwitchStep.None);
        Feed(0, TsBuilder.Video(39_600, key: true), 0.2).ShouldBe(SwitchStep.BeginsRun);

        TsBuilder.VideoTimes(_output.WrittenSpan).ShouldBe([90_000]);
    }

    [Fact]
    public void Audio_that_would_go_back_in_time_is_dropped_and_counters_go_on()
    {
        var timeline = new Timeline();
        timeline.Splice(0);
        Rewrite(TsBuilder.Video(0, key: true)).ShouldBe(0);
        Rewrite(TsBuilder.Audio(5_000)).ShouldBe(0);
        timeline.Splice(700_000);
        Rewrite(TsBuilder.Video(700_000, key: true)).ShouldBe(1);
        Rewrite(TsBuilder.Audio(690_000)).ShouldBeNull();
        Rewrite(TsBuilder.Audio(701_000)).ShouldBe(1);

        int? Rewrite(byte[] packet) => timeline.Rewrite(packet, TsBuilder.Map) ? packet[3] & 0x0f : null;
    }

    private SwitchStep Feed(int source, byte[] stream, double at) => _switch.Feed(source, stream, TimeSpan.FromSeconds(at), _output);
}
