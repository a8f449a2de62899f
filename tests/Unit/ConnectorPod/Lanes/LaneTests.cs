using System.Runtime.InteropServices;
using Onair.ConnectorPod.Lanes;
using Onair.ConnectorPod.Pictures;
using Onair.ConnectorPod.Plans;

namespace Onair.Tests.Unit.ConnectorPod.Lanes;

public sealed class LaneTests : IDisposable
{
    private const int PerTick = 1_600;

    // A sample's value is its time, in so many samples.
    private const int Unit = 16;

    private static readonly PictureFormat Format = new(64, 36, 30);

    private readonly FakeTime _time = new();
    private readonly FramePool _pool = new(Format);
    private readonly Lane _lane;
    private readonly short[] _samples = new short[PerTick * PictureFormat.Channels];
    private int _frames;
    private int _written;

    public LaneTests() => _lane = new Lane(Format, _pool, _time);

    public void Dispose() => _lane.Dispose();

    // Both in ticks: what the decoder, the filters or the network hold back.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(12, 0)]
    [InlineData(3, 3)]
    [InlineData(0, 4)]
    [InlineData(1, 20)]
    public void Picture_and_sound_of_a_decoded_source_belong_together_whichever_comes_late(int pictureLate, int soundLate)
    {
        _lane.Count();
        var offsets = new List<double>();
        for (var tick = 0; tick < 300; tick++)
        {
            if (tick >= pictureLate) PutFrame();
            if (tick >= soundLate) PutSamples();
            var shown = Take();
            if (tick > 200) offsets.Add(shown);
            _time.Advance(Format.FrameTime);
        }

        offsets.ShouldAllBe(o => Math.Abs(o) < 0.012);
    }

    [Fact]
    public void Frames_that_arrive_in_pairs_are_shown_one_after_the_other()
    {
        _lane.Count();
        var shown = new List<int?>();
        for (var tick = 0; tick < 300; tick++)
        {
            PutSamples();
            if (tick % 2 == 1)
            {
                PutFrame();
                PutFrame();
            }

            using var frame = new Shown(_lane.Take(_samples, _time.GetTimestamp(), out _));
            shown.Add(frame.Number);
            _time.Advance(Format.FrameTime);
        }

        shown.Skip(201).Zip(shown.Skip(200), (next, one) => next - one).ShouldAllBe(step => step == 1);
    }

    [Fact]
    public void A_source_that_starts_again_is_counted_from_its_own_beginning()
    {
        _lane.Count();
        for (var tick = 0; tick < 100; tick++) Play(soundToo: tick >= 10);
        _lane.Clear();
        _lane.Count();
        (_frames, _written) = (0, 0);

        var shown = Enumerable.Range(0, 200).Select(_ => Play(soundToo: true)).ToList();

        shown.Skip(100).ShouldAllBe(o => Math.Abs(o) < 0.012);
    }

    private double Play(bool soundToo)
    {
        PutFrame();
        if (soundToo) PutSamples();
        var shown = Take();
        _time.Advance(Format.FrameTime);
        return shown;
    }

    /// <summary>By how much the picture of a tick is later than its sound, in seconds.</summary>
    private double Take()
    {
        using var frame = new Shown(_lane.Take(_samples, _time.GetTimestamp(), out _));
        return frame.Number is { } number ? (_samples[0] * Unit / 48_000.0) - (number / 30.0) : 0;
    }

    private void PutFrame()
    {
        var frame = _pool.Rent();
        BitConverter.TryWriteBytes(frame.Bytes, _frames++).ShouldBeTrue();
        _lane.Picture.Put(frame);
    }

    private void PutSamples()
    {
        var values = new short[PerTick * PictureFormat.Channels];
        for (var i = 0; i < PerTick; i++) values[2 * i] = values[(2 * i) + 1] = (short)(_written++ / Unit);
        _lane.Sound.Put(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    private sealed class Shown(Frame? frame) : IDisposable
    {
        public int? Number => frame is null ? null : BitConverter.ToInt32(frame.Bytes);

        public void Dispose() => frame?.Release();
    }
}
