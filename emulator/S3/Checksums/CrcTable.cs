using System.Buffers.Binary;

namespace Onair.Emulator.S3.Checksums;

/// <summary>A reflected CRC of 32 or 64 bits, eight bytes a step.</summary>
internal sealed class CrcTable
{
    public static readonly CrcTable Crc32 = new(4, 0xEDB88320);
    public static readonly CrcTable Crc32C = new(4, 0x82F63B78);
    public static readonly CrcTable Crc64Nvme = new(8, 0x9A6C9329AC4BC9B5);

    private readonly ulong[] _table = new ulong[8 * 256];

    private CrcTable(int bytes, ulong polynomial)
    {
        Bytes = bytes;
        Initial = bytes == 4 ? uint.MaxValue : ulong.MaxValue;
        for (var i = 0; i < 256; i++)
        {
            var crc = (ulong)i;
            for (var bit = 0; bit < 8; bit++) crc = (crc >> 1) ^ ((crc & 1) * polynomial);
            _table[i] = crc;
        }

        for (var i = 256; i < _table.Length; i++)
            _table[i] = (_table[i - 256] >> 8) ^ _table[_table[i - 256] & 0xFF];
    }

    /// <summary>Width of the result.</summary>
    public int Bytes { get; }

    /// <summary>The state to begin with, and the mask to end with.</summary>
    public ulong Initial { get; }

    public ulong Update(ulong state, ReadOnlySpan<byte> data)
    {
        var t = _table;
        while (data.Length >= 8)
        {
            var x = state ^ BinaryPrimitives.ReadUInt64LittleEndian(data);
            state = t[(7 * 256) + (int)(x & 0xFF)]
                ^ t[(6 * 256) + (int)((x >> 8) & 0xFF)]
                ^ t[(5 * 256) + (int)((x >> 16) & 0xFF)]
                ^ t[(4 * 256) + (int)((x >> 24) & 0xFF)]
                ^ t[(3 * 256) + (int)((x >> 32) & 0xFF)]
                ^ t[(2 * 256) + (int)((x >> 40) & 0xFF)]
                ^ t[256 + (int)((x >> 48) & 0xFF)]
                ^ t[(int)(x >> 56)];
            data = data[8..];
        }

        foreach (var b in data) state = (state >> 8) ^ t[(int)((state ^ b) & 0xFF)];
        return state;
    }
}
