using System.Globalization;
using System.Text.RegularExpressions;

namespace Onair.Recordings.Sessions;

/// <summary>
/// What the name of an archived segment says about its place in the recording: <c>archive_20260101T120000.000003.ts</c>. MediaLive's user
/// guide has two statements about <c>$dt$</c> in an archive: "Identifiers for variable data" says that it is the time at which the channel
/// started, "Fields for the output destination" that it differs for each segment. Segments in the order of time and counter are in the order
/// of their recording either way.
/// </summary>
/// <param name="Time">The UTC time in the name, <c>yyyyMMddTHHmmss</c>; empty in a name without one.</param>
/// <param name="Counter">The number before the extension. It restarts whenever MediaLive restarts the pipeline.</param>
public readonly partial record struct SegmentName(string Time, int Counter)
{
    /// <summary>Parses the name of an object; null if it is not the name of a segment.</summary>
    /// <param name="name">The name without folders.</param>
    public static SegmentName? Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        // The docs disagree on whether the counter starts at 0 or 1, and names may have other modifiers. The time is not parsed as one:
        // AWS's own example, curling-20171012T033162.000000.m2ts, has 62 seconds.
        return Segment().Match(name) is { Success: true } match
            && int.TryParse(match.Groups["counter"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var counter)
            ? new(match.Groups["time"].Value, counter) : null;
    }

    /// <summary>The segments of one pipeline in the order of their recording.</summary>
    public static IEnumerable<RecordedSegment> InOrder(IEnumerable<RecordedSegment> segments) =>
        segments.OrderBy(s => s.Name.Time, StringComparer.Ordinal).ThenBy(s => s.Name.Counter);

    [GeneratedRegex(@"\A(?:.*(?<time>[0-9]{8}T[0-9]{6}))?.*?(?<counter>[0-9]+)\.ts\z")]
    private static partial Regex Segment();
}
