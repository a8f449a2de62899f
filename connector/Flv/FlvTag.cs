namespace Onair.ConnectorPod.Flv;

/// <summary>A tag of an FLV stream (Adobe Flash Video File Format Specification 10.1, annex E.4).</summary>
/// <param name="Type">8 audio, 9 video, 18 script data; the same numbers as RTMP's message types.</param>
/// <param name="Timestamp">Milliseconds.</param>
/// <param name="Data">Without the tag's header.</param>
internal sealed record FlvTag(byte Type, uint Timestamp, byte[] Data)
{
    public const byte Audio = 8;
    public const byte Video = 9;
    public const byte Script = 18;

    private const int Avc = 7;
    private const int Aac = 10;

    /// <summary>The decoder configuration of H.264, which every receiver needs before the first frame.</summary>
    public bool IsVideoHead => Type == Video && Data is [var first, 0, ..] && (first & 15) == Avc;

    /// <summary>The decoder configuration of AAC.</summary>
    public bool IsAudioHead => Type == Audio && Data is [var first, 0, ..] && first >> 4 == Aac;

    /// <summary>A frame that can be decoded without those before.</summary>
    public bool IsKeyFrame => Type == Video && Data is [var first, 1, ..] && first >> 4 == 1;

    /// <summary>Whether it is neither sound nor a frame.</summary>
    public bool IsHead => IsVideoHead || IsAudioHead || Type == Script;
}
