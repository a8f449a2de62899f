namespace Onair.Relays;

/// <summary>The names of a relay's files, below <c>/live/</c> at port 8080 of its pod.</summary>
public static class RelayFiles
{
    /// <summary>The playlist.</summary>
    public const string Playlist = "index.m3u8";

    private const string SegmentSuffix = ".ts";
    private const int MostDigits = 10;

    /// <summary>Whether a text is the name of the playlist or of a segment, and no path.</summary>
    public static bool IsName(string text) => text == Playlist || IsSegment(text);

    /// <summary>The media type of a file.</summary>
    public static string TypeOf(string name) => name == Playlist ? "application/vnd.apple.mpegurl" : "video/mp2t";

    private static bool IsSegment(string text) =>
        text.EndsWith(SegmentSuffix, StringComparison.Ordinal) && text.Length > SegmentSuffix.Length && text.Length <= SegmentSuffix.Length + MostDigits
        && text[..^SegmentSuffix.Length].All(char.IsAsciiDigit);
}
