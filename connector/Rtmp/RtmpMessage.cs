namespace Onair.ConnectorPod.Rtmp;

/// <summary>A message (Adobe's RTMP specification 1.0, section 5.3 and 7).</summary>
/// <param name="Type">See <see cref="RtmpTypes"/>; audio, video and data are those of FLV.</param>
/// <param name="Stream">Message stream id; 0 for the connection.</param>
/// <param name="Timestamp">Milliseconds.</param>
/// <param name="Data">Payload.</param>
internal sealed record RtmpMessage(byte Type, uint Stream, uint Timestamp, ReadOnlyMemory<byte> Data);

/// <summary>Types of messages besides those of FLV.</summary>
internal static class RtmpTypes
{
    public const byte SetChunkSize = 1;
    public const byte Acknowledgement = 3;
    public const byte UserControl = 4;
    public const byte WindowSize = 5;
    public const byte Command = 20;

    /// <summary>A command whose values are AMF0 after one byte.</summary>
    public const byte Amf3Command = 17;
}
