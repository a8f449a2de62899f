namespace Onair.Emulator.Media.Encryption;

/// <summary>How a player finds the key of a segment: the attributes of EXT-X-KEY (RFC 8216, 4.3.2.4), never the key itself.</summary>
/// <param name="Uri">The URL of the key.</param>
/// <param name="InitializationVector">32 hex digits; null when it is the media sequence number.</param>
/// <param name="KeyFormat">Null for the identity format.</param>
/// <param name="KeyFormatVersions">Null for version 1.</param>
internal sealed record SegmentKey(string Uri, string? InitializationVector, string? KeyFormat, string? KeyFormatVersions);

/// <summary>A key of a content and period with the attributes for players. A class: its text must not show the key.</summary>
/// <param name="value">16 bytes.</param>
/// <param name="tag">The attributes for players.</param>
internal sealed class ContentKey(byte[] value, SegmentKey tag)
{
    public byte[] Value { get; } = value;

    public SegmentKey Tag { get; } = tag;
}
