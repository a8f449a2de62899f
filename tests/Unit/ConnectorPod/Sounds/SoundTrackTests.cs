using System.Runtime.InteropServices;
using Onair.ConnectorPod.Sounds;

namespace Onair.Tests.Unit.ConnectorPod.Sounds;

public sealed class SoundTrackTests
{
    private const int PerTick = 1_600;

    // 80 ms in samples of one channel.
    private const int Reserve = 3_840;

    private readonly FakeTime _time = new();
    private readonly SoundTrack _track;
    private int _written;

    public SoundTrackTests() => _track = new SoundTrack(_time);

    [Fact]
    public void Sound_is_held_back_by_the_reserve_and_then_comes_without_a_gap()
    {
        var heard = new List<short>();
        for (var tick = 0; tick < 200; tick++)
        {
            Put(PerTick);
            heard.AddRange(Take(_time.GetTimestamp()));
            Pass();
        }

        var first = heard.FindIndex(s => s != 0);
        first.ShouldBeInRange(Reserve - PerTick - 500, Reserve + 500);
        // A ramp: every sample follows the one before.
        heard.Skip(first).Zip(heard.Skip(first + 1), (a, b) => Next(a) == b).ShouldAllBe(follows => follows);
    }

    [Fact]
    public void A_late_moment_is_silent_and_the_sound_after_it_is_where_it_was()
    {
        var before = LatencyAfter(ticks: 100, lateFrom: -1);

        LatencyAfter(ticks: 200, lateFrom: 20).ShouldBeInRange(before - 500, before + 500);
    }

    [Fact]
    public void A_late_tick_moves_nothing()
    {
        var before = LatencyAfter(ticks: 100, lateFrom: -1);
        for (var tick = 0; tick < 50; tick++)
        {
            Put(PerTick);
            var due = _time.GetTimestamp();
            Pass();
            // The next samples are there before this tick takes its own.
            Put(PerTick);
            Take(due);
            Take(_time.GetTimestamp());
            Pass();
        }

        LatencyAfter(ticks: 10, lateFrom: -1).ShouldBeInRange(before - 500, before + 500);
    }

    [Fact]
    public void A_change_of_the_delay_moves_the_sound_by_as_much()
    {
        var before = LatencyAfter(ticks: 100, lateFrom: -1);

        _track.Delay = TimeSpan.FromMilliseconds(70);

        (LatencyAfter(ticks: 200, lateFrom: -1) - before).ShouldBeInRange((70 * 48) - 500, (70 * 48) + 500);
    }

    [Fact]
    public void A_value_that_is_cut_in_two_is_put_together()
    {
        for (var i = 0; i < 20_000; i++)
        {
            _track.Put([0x34]);
            _track.Put([0x12]);
        }

        Pass();
        Take(_time.GetTimestamp()).ShouldAllBe(s => s == 0x1234);
    }

    [Fact]
    public void Silence_is_measured_from_the_last_sound()
    {
        _track.SilentFor.ShouldBe(TimeSpan.Zero);
        Put(PerTick);
        _time.Advance(3);
        _track.Put(new byte[4 * PerTick]);
        _time.Advance(2);

        _track.SilentFor.ShouldBe(TimeSpan.FromSeconds(5));

        for (var i = 0; i < 10; i++) Put(PerTick);
        _track.SilentFor.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public void A_source_that_has_died_is_silent()
    {
        LatencyAfter(ticks: 100, lateFrom: -1);
        for (var tick = 0; tick < 10; tick++)
        {
            Pass();
            Take(_time.GetTimestamp());
        }

        Take(_time.GetTimestamp()).ShouldAllBe(s => s == 0);
    }

    // How many samples are between the one that is heard last and the one that arrived last.
    private int LatencyAfter(int ticks, int lateFrom)
    {
        short last = 0;
        var late = 0;
        for (var tick = 0; tick < ticks; tick++)
        {
            // Ten ticks' samples come at once.
            if (lateFrom >= 0 && tick >= lateFrom && tick < lateFrom + 10) late += PerTick;
            else
            {
                Put(PerTick + late);
                late = 0;
            }

            if (Take(_time.GetTimestamp())[^1] is not 0 and var heard) last = heard;
            Pass();
        }

        return (((_written - 1) % 30_000) + 1 - last + 30_000) % 30_000;
    }

    private static short Next(short value) => (short)((value % 30_000) + 1);

    private void Put(int samples)
    {
        var values = new short[samples * 2];
        for (var i = 0; i < samples; i++, _written++) values[2 * i] = values[(2 * i) + 1] = (short)((_written % 30_000) + 1);
        _track.Put(MemoryMarshal.AsBytes<short>(values));
    }

    private void Pass() => _time.Advance(TimeSpan.FromTicks(333_333));

    // One channel of a tick.
    private short[] Take(long due)
    {
        var values = new short[PerTick * 2];
        _track.Take(values, due);
        return [.. values.Where((_, i) => i % 2 == 0)];
    }
}
