using System.Buffers.Binary;

namespace Onair.ConnectorPod.Rtmp;

/// <summary>Reads messages from the chunks that a server sends (RTMP 1.0, section 5.3.1).</summary>
internal sealed class ChunkReader(Stream stream)
{
    private const int LargestMessage = 1 << 20;

    private readonly Dictionary<int, Partial> _partial = [];
    private readonly byte[] _head = new byte[16];
    private int _chunkSize = 128;

    /// <summary>Bytes that were read.</summary>
    public long Read { get; private set; }

    /// <summary>The next message.</summary>
    /// <exception cref="EndOfStreamException">The server has closed the connection.</exception>
    /// <exception cref="RtmpException">The server does not speak RTMP.</exception>
    public async Task<RtmpMessage> NextAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (await ChunkAsync(cancellationToken) is not { } message) continue;
            if (message.Type != RtmpTypes.SetChunkSize) return message;
            if (message.Data.Length < 4) throw new RtmpException("the target announces a chunk size without a value");
            _chunkSize = Math.Clamp((int)(BinaryPrimitives.ReadUInt32BigEndian(message.Data.Span) & 0x7fffffff), 1, LargestMessage);
        }
    }

    private async Task<RtmpMessage?> ChunkAsync(CancellationToken cancellationToken)
    {
        await ReadAsync(_head.AsMemory(0, 1), cancellationToken);
        var format = _head[0] >> 6;
        var id = await IdAsync(_head[0] & 63, cancellationToken);
        if (!_partial.TryGetValue(id, out var partial)) _partial[id] = partial = new Partial();
        await HeaderAsync(partial, format, cancellationToken);
        if (partial.Length > LargestMessage) throw new RtmpException("the target sends a message that is too large");
        if (partial.Got == 0) partial.Data = new byte[partial.Length];
        var size = Math.Min(_chunkSize, partial.Length - partial.Got);
        await ReadAsync(partial.Data.AsMemory(partial.Got, size), cancellationToken);
        partial.Got += size;
        if (partial.Got < partial.Length) return null;
        partial.Got = 0;
        return new RtmpMessage(partial.Type, partial.Stream, partial.Time, partial.Data);
    }

    private async Task<int> IdAsync(int low, CancellationToken cancellationToken)
    {
        if (low > 1) return low;
        await ReadAsync(_head.AsMemory(0, low + 1), cancellationToken);
        return low == 0 ? 64 + _head[0] : 64 + _head[0] + (_head[1] << 8);
    }

    private async Task HeaderAsync(Partial partial, int format, CancellationToken cancellationToken)
    {
        var length = format switch { 0 => 11, 1 => 7, 2 => 3, _ => 0 };
        await ReadAsync(_head.AsMemory(0, length), cancellationToken);
        if (format <= 2) partial.Extended = Read24(_head) == 0xffffff;
        if (format <= 1)
        {
            partial.Length = (int)Read24(_head.AsSpan(3));
            partial.Type = _head[6];
        }

        if (format == 0) partial.Stream = BinaryPrimitives.ReadUInt32LittleEndian(_head.AsSpan(7));
        // The times of what a server sends to a publisher mean nothing.
        if (partial.Extended) await ReadAsync(_head.AsMemory(0, 4), cancellationToken);
    }

    private async Task ReadAsync(Memory<byte> to, CancellationToken cancellationToken)
    {
        await stream.ReadExactlyAsync(to, cancellationToken);
        Read += to.Length;
    }

    private static uint Read24(ReadOnlySpan<byte> from) => ((uint)from[0] << 16) | ((uint)from[1] << 8) | from[2];

    private sealed class Partial
    {
        public int Length { get; set; }

        public byte Type { get; set; }

        public uint Stream { get; set; }

        public uint Time { get; set; }

        public bool Extended { get; set; }

        public int Got { get; set; }

        public byte[] Data { get; set; } = [];
    }
}
