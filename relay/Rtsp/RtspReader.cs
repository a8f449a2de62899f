using System.Buffers.Binary;
using System.Text;

namespace Onair.RelayPod.Rtsp;

/// <summary>A part of a connection of RTSP: a message with its lines, or a block of media without.</summary>
/// <param name="Lines">The lines of the head; empty for media.</param>
/// <param name="Rest">What follows the head, or all of the block.</param>
internal readonly record struct RtspPart(IReadOnlyList<string> Lines, ReadOnlyMemory<byte> Rest)
{
    /// <summary>Whether it is media.</summary>
    public bool IsMedia => Lines.Count == 0;
}

/// <summary>Reads the messages and the blocks of media that a connection of RTSP consists of (RFC 2326, 10.12).</summary>
internal sealed class RtspReader(Stream stream)
{
    private const int LongestHead = 16 * 1024;
    // As long as ffmpeg's buffer, which cuts what is longer.
    private const int LongestLine = 4000;
    private const int BlockHead = 4;

    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _from;
    private int _to;

    /// <summary>The next part; null at the end.</summary>
    /// <exception cref="RtspRefusedException">It can be read in more than one way, or is too long.</exception>
    /// <exception cref="IOException">The connection ended within a part.</exception>
    public async Task<RtspPart?> ReadAsync(CancellationToken cancellationToken)
    {
        if (await PeekAsync(cancellationToken) is not { } first) return null;
        if (first == '$') return new([], await BlockAsync(cancellationToken));
        var lines = await LinesAsync(cancellationToken);
        return new(lines, await BytesAsync(RtspRules.BodyLength(lines), cancellationToken));
    }

    /// <summary>The bytes of a head.</summary>
    public static byte[] Head(IEnumerable<string> lines) => Encoding.Latin1.GetBytes($"{string.Join("\r\n", lines)}\r\n\r\n");

    private async Task<byte[]> BlockAsync(CancellationToken cancellationToken)
    {
        var head = await BytesAsync(BlockHead, cancellationToken);
        var body = await BytesAsync(BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(2)), cancellationToken);
        return [.. head, .. body];
    }

    private async Task<List<string>> LinesAsync(CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        for (var length = 0; ;)
        {
            var line = await LineAsync(cancellationToken);
            if (line.Length == 0) return lines.Count > 0 ? lines : throw new RtspRefusedException("a message begins with an empty line");
            lines.Add(line);
            length += line.Length + 2;
            if (length > LongestHead) throw new RtspRefusedException($"the head of a message has more than {LongestHead} bytes");
        }
    }

    private async Task<string> LineAsync(CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        while (true)
        {
            var next = await ByteAsync(cancellationToken);
            if (next == '\n') throw new RtspRefusedException("a line of a message ends without a carriage return");
            if (next == '\r') return await ByteAsync(cancellationToken) == '\n' ? line.ToString() : throw new RtspRefusedException("a line of a message has a carriage return in it");
            line.Append((char)next);
            if (line.Length > LongestLine) throw new RtspRefusedException($"a line of a message has more than {LongestLine} bytes");
        }
    }

    private async Task<byte[]> BytesAsync(int count, CancellationToken cancellationToken)
    {
        var bytes = new byte[count];
        for (var filled = 0; filled < count;)
        {
            if (await PeekAsync(cancellationToken) is null) throw new EndOfStreamException();
            var some = Math.Min(count - filled, _to - _from);
            _buffer.AsSpan(_from, some).CopyTo(bytes.AsSpan(filled));
            _from += some;
            filled += some;
        }
        return bytes;
    }

    private async ValueTask<byte> ByteAsync(CancellationToken cancellationToken)
    {
        var next = await PeekAsync(cancellationToken) ?? throw new EndOfStreamException();
        _from++;
        return next;
    }

    private async ValueTask<byte?> PeekAsync(CancellationToken cancellationToken)
    {
        if (_from == _to) (_from, _to) = (0, await stream.ReadAsync(_buffer, cancellationToken));
        return _to == 0 ? null : _buffer[_from];
    }
}
