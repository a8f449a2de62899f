namespace Onair.Recordings.Ts;

/// <summary>Reads bits and Exp-Golomb numbers from an H.264 unit, skipping emulation-prevention bytes.</summary>
internal ref struct ExpGolombReader(ReadOnlySpan<byte> data)
{
    private readonly ReadOnlySpan<byte> _data = data;
    private int _byte;
    private int _bit;
    private int _zeros;

    /// <summary>Whether the reader passed the end; the values read are then invalid.</summary>
    public bool Exhausted { get; private set; }

    public uint Bit()
    {
        if (_byte >= _data.Length)
        {
            Exhausted = true;
            return 1; // ends the run of zeros that Unsigned counts
        }

        var bit = (uint)(_data[_byte] >> (7 - _bit)) & 1;
        if (++_bit == 8) NextByte();
        return bit;
    }

    public void Skip(int bits)
    {
        while (bits-- > 0) Bit();
    }

    public uint Unsigned()
    {
        var zeros = 0;
        while (Bit() == 0 && zeros < 31) zeros++;
        var value = 1u;
        for (var bit = 0; bit < zeros; bit++) value = (value << 1) | Bit();
        return value - 1;
    }

    private void NextByte()
    {
        _zeros = _data[_byte] == 0 ? _zeros + 1 : 0;
        (_byte, _bit) = (_byte + 1, 0);
        if (_zeros < 2 || _byte >= _data.Length || _data[_byte] != 3) return;
        (_byte, _zeros) = (_byte + 1, 0);
    }
}
