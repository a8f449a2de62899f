using System.Buffers;
using System.Buffers.Binary;

namespace Onair.ConnectorPod.Rtmp;

/// <summary>
/// Writes messages as chunks (RTMP 1.0, section 5.3.1). Every message begins with a full header: twelve bytes that no receiver can
/// misunderstand.
/// </summary>
internal static class ChunkWriter
{
    /// <summary>The chunk size that is announced; OBS's, which every service takes.</summary>
    public const int ChunkSize = 4_096;

    private const uint ExtendedTime = 0xffffff;

    /// <param name="message">What is written.</param>
    /// <param name="chunkStream">2 for control, 3 for commands, others for media; below 64.</param>
    /// <param name="chunkSize">128 until another one was announced.</param>
    public static byte[] Write(RtmpMessage message, int chunkStream, int chunkSize)
    {
        var bytes = new ArrayBufferWriter<byte>(message.Data.Length + 64);
        var extended = message.Timestamp >= ExtendedTime;
        var head = bytes.GetSpan(12);
        head[0] = (byte)chunkStream;
        Write24(head[1..], extended ? ExtendedTime : message.Timestamp);
        Write24(head[4..], (uint)message.Data.Length);
        head[7] = message.Type;
        BinaryPrimitives.WriteUInt32LittleEndian(head[8..], message.Stream);
        bytes.Advance(12);
        for (var at = 0; at == 0 || at < message.Data.Length; at += chunkSize)
        {
            if (at > 0) bytes.Write([(byte)(0xc0 | chunkStream)]);
            // Repeated in every chunk of the message, as Flash Media Server does.
            if (extended)
            {
                BinaryPrimitives.WriteUInt32BigEndian(bytes.GetSpan(4), message.Timestamp);
                bytes.Advance(4);
            }

            bytes.Write(message.Data.Span.Slice(at, Math.Min(chunkSize, message.Data.Length - at)));
        }

        return bytes.WrittenSpan.ToArray();
    }

    private static void Write24(Span<byte> to, uint value) => (to[0], to[1], to[2]) = ((byte)(value >> 16), (byte)(value >> 8), (byte)value);
}
