using System.Globalization;
using System.Text.RegularExpressions;

namespace Onair.Operator.Archives;

/// <summary>A segment in a session's archive, as S3 lists it.</summary>
/// <param name="Pipeline">The folder of its pipeline: <c>a</c> or <c>b</c>.</param>
/// <param name="Counter">The number in its name.</param>
/// <param name="Location">Its bucket and key.</param>
/// <param name="ETag">Identifies its content.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="StoredAt">When S3 stored it.</param>
internal sealed partial record ArchiveObject(string Pipeline, int Counter, S3Location Location, string ETag, long Bytes, DateTimeOffset StoredAt)
{
    /// <summary>Parses the key of a segment; null when the key is not one.</summary>
    /// <param name="folder">The session's folder.</param>
    /// <param name="key">The object's key.</param>
    public static (string Pipeline, int Counter)? Name(S3Location folder, string key)
    {
        if (!key.StartsWith($"{folder.Key}/", StringComparison.Ordinal)) return null;
        // MediaLive's docs disagree on whether counting starts at 0 or 1, and names may have modifiers: only the number before .ts matters.
        return Segment().Match(key, folder.Key.Length + 1, key.Length - folder.Key.Length - 1) is { Success: true } match
            && int.TryParse(match.Groups[2].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var counter)
            ? (match.Groups[1].Value, counter) : null;
    }

    [GeneratedRegex(@"\G([ab])/[^/]*?([0-9]+)\.ts$")]
    private static partial Regex Segment();
}
