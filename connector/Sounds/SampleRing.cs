namespace Onair.ConnectorPod.Sounds;

/// <summary>Samples between a source and the clock, interleaved; the oldest go when it is full. Not safe for concurrent use.</summary>
internal sealed class SampleRing(int capacity)
{
    private readonly short[] _samples = new short[capacity];
    private int _first;

    /// <summary>Values in it: two for each moment of stereo.</summary>
    public int Count { get; private set; }

    public void Write(ReadOnlySpan<short> samples)
    {
        if (samples.Length > capacity) samples = samples[^capacity..];
        Drop(Math.Max(0, Count + samples.Length - capacity));
        var at = (_first + Count) % capacity;
        var head = Math.Min(samples.Length, capacity - at);
        samples[..head].CopyTo(_samples.AsSpan(at));
        samples[head..].CopyTo(_samples);
        Count += samples.Length;
    }

    /// <summary>Takes the oldest.</summary>
    /// <returns>How many there were, up to the destination's length.</returns>
    public int Read(Span<short> destination)
    {
        var length = Math.Min(destination.Length, Count);
        var head = Math.Min(length, capacity - _first);
        _samples.AsSpan(_first, head).CopyTo(destination);
        _samples.AsSpan(0, length - head).CopyTo(destination[head..]);
        Drop(length);
        return length;
    }

    public void Drop(int count)
    {
        count = Math.Min(count, Count);
        _first = (_first + count) % capacity;
        Count -= count;
    }

    public void Clear() => (_first, Count) = (0, 0);
}
