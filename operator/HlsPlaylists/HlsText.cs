namespace Onair.Operator.HlsPlaylists;

/// <summary>Reads the lines of a playlist that matter here: RFC 8216. What an encoder uploads is not trusted. Pure.</summary>
internal static class HlsText
{
    private const string End = "#EXT-X-ENDLIST";

    /// <summary>More than any ladder of renditions has.</summary>
    private const int MostVariants = 32;

    /// <summary>Whether the text is a playlist (section 4.3.1.1), and not, for example, a compressed one.</summary>
    public static bool IsPlaylist(string text) => text.StartsWith("#EXTM3U", StringComparison.Ordinal);

    /// <summary>Whether the playlist says that no more segments follow (section 4.3.3.4).</summary>
    public static bool HasEnded(string playlist) => Lines(playlist).Any(line => line == End);

    /// <summary>The playlist with its end, in its own line endings.</summary>
    public static string WithEnd(string playlist)
    {
        var newLine = playlist.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        return playlist.Length == 0 || playlist.EndsWith('\n') ? $"{playlist}{End}{newLine}" : $"{playlist}{newLine}{End}{newLine}";
    }

    /// <summary>
    /// The keys of the media playlists that a multivariant playlist lists, of those in its own folder; null for a media playlist. Absolute URLs and
    /// paths that leave the folder are none of the broadcast's.
    /// </summary>
    /// <param name="playlist">The text.</param>
    /// <param name="folder">The folder, without a slash at its end.</param>
    public static IReadOnlyList<string>? Variants(string playlist, string folder)
    {
        var (uris, isNext, isMultivariant) = (new List<string>(), false, false);
        foreach (var line in Lines(playlist))
        {
            if (line.StartsWith("#EXT-X-STREAM-INF:", StringComparison.Ordinal))
            {
                (isNext, isMultivariant) = (true, true);
            }
            else if (line.StartsWith("#EXT-X-MEDIA:", StringComparison.Ordinal))
            {
                isMultivariant = true;
                if (Quoted(line, "URI") is { } uri) uris.Add(uri);
            }
            else if (isNext && line.Length > 0 && line[0] != '#')
            {
                uris.Add(line);
                isNext = false;
            }
        }

        return isMultivariant ? [.. uris.Select(uri => KeyOf(uri, folder)).OfType<string>().Distinct().Take(MostVariants)] : null;
    }

    /// <summary>The value of a quoted attribute of a tag (section 4.2); null without it.</summary>
    internal static string? Quoted(string tag, string name)
    {
        var attribute = $"{name}=\"";
        var start = tag.IndexOf(attribute, StringComparison.Ordinal);
        var end = start < 0 ? -1 : tag.IndexOf('"', start + attribute.Length);
        return end < 0 ? null : tag[(start + attribute.Length)..end];
    }

    /// <summary>The key of what a playlist lists; null for absolute URLs and paths that leave the folder.</summary>
    internal static string? KeyOf(string uri, string folder)
    {
        var path = uri.Split('?', '#')[0];
        if (path.Length == 0 || path[0] == '/' || path.Contains(':', StringComparison.Ordinal)) return null;
        var segments = Uri.UnescapeDataString(path).Split('/');
        return segments.Any(segment => segment is "" or "." or "..") ? null : $"{folder}/{string.Join('/', segments)}";
    }

    /// <summary>The lines without their ends.</summary>
    internal static IEnumerable<string> Lines(string playlist) => playlist.Split('\n').Select(line => line.TrimEnd('\r').Trim());
}
