using System.Globalization;
using System.Text.RegularExpressions;
using Onair.Operator.HlsPlaylists;
using Onair.Recordings.Sessions;

namespace Onair.Operator.Archives;

/// <summary>
/// Which objects are segments of a media playlist, and in which order they were recorded. A live playlist lists only its latest segments
/// (RFC 8216, section 6.2.2); the earlier ones are still in the folder. They are recognized where names differ only by a number that counts
/// up, as encoders name them: <c>index0.ts</c>, <c>index1.ts</c>. Otherwise only what the playlist lists is known. Pure.
/// </summary>
internal sealed partial class PlaylistSegments
{
    /// <summary>No segments.</summary>
    public static readonly PlaylistSegments None = new(new Dictionary<string, int>(), null);

    // All come from one encoder.
    private const string Pipeline = "a";

    private readonly IReadOnlyDictionary<string, int> _listed;
    private readonly string? _prefix;

    private PlaylistSegments(IReadOnlyDictionary<string, int> listed, string? prefix) => (_listed, _prefix) = (listed, prefix);

    /// <summary>Why the segments cannot be read as a recording; null when nothing in the playlist says so.</summary>
    public static string? Obstacle(string playlist)
    {
        foreach (var line in HlsText.Lines(playlist))
        {
            if (line.StartsWith("#EXT-X-MAP:", StringComparison.Ordinal)) return "its segments are fragmented MP4; only MPEG-TS can be split";
            if (line.StartsWith("#EXT-X-KEY:", StringComparison.Ordinal) && !line.Contains("METHOD=NONE", StringComparison.Ordinal)) return "its segments are encrypted";
            if (line.StartsWith("#EXT-X-BYTERANGE:", StringComparison.Ordinal)) return "its segments are ranges of a file; only files of their own can be split";
        }

        return null;
    }

    /// <summary>The segments that a media playlist lists.</summary>
    /// <param name="playlist">The text.</param>
    /// <param name="key">The key of the playlist: segments are relative to it.</param>
    public static PlaylistSegments Of(string playlist, string key)
    {
        var folder = key[..key.LastIndexOf('/')];
        string[] keys = [.. HlsText.Lines(playlist).Where(line => line.Length > 0 && line[0] != '#').Select(uri => HlsText.KeyOf(uri, folder)).OfType<string>()];
        var numbered = keys.Select(Numbered).ToList();
        var areNumbered = numbered.Count > 0 && numbered.All(n => n is not null && n.Value.Prefix == numbered[0]!.Value.Prefix)
            && numbered.Zip(numbered.Skip(1)).All(pair => pair.First!.Value.Number < pair.Second!.Value.Number);
        return areNumbered
            ? new(new Dictionary<string, int>(), numbered[0]!.Value.Prefix)
            : new(keys.Select((k, i) => (k, i)).DistinctBy(x => x.k).ToDictionary(x => x.k, x => x.i, StringComparer.Ordinal), null);
    }

    /// <summary>The place of an object in the recording; null when it is no segment.</summary>
    /// <param name="key">The object's key.</param>
    public (string Pipeline, SegmentName Name)? Place(string key)
    {
        if (_prefix is null) return _listed.TryGetValue(key, out var position) ? (Pipeline, new SegmentName("", position)) : null;
        return Numbered(key) is var (prefix, number) && prefix == _prefix ? (Pipeline, new SegmentName("", number)) : null;
    }

    private static (string Prefix, int Number)? Numbered(string key) =>
        Name().Match(key) is { Success: true } match && int.TryParse(match.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (match.Groups[1].Value, number) : null;

    [GeneratedRegex(@"\A(.*?)([0-9]+)\.ts\z", RegexOptions.Singleline)]
    private static partial Regex Name();
}
