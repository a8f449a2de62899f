using System.Globalization;
using System.Text.RegularExpressions;

namespace Onair.Emulator.MediaLive;

/// <summary>
/// MediaLive's identifiers for variable data in destinations and name modifiers (UTC). "Identifiers for variable data" in the user guide: for
/// outputs other than HLS, the time at which the channel starts. That a restart of a pipeline counts as a start is documented for HLS
/// ("Designing the segmentModifier"), and assumed for archives.
/// </summary>
internal static partial class DestinationVariables
{
    /// <summary>Replaces <c>$d$ $t$ $dt$ $w$ $h$ $rv$ $ra$ $$</c>; variables that are unknown or have no value stay unchanged.</summary>
    public static string Resolve(string text, DateTimeOffset start, Media.Rendition? rendition = null) =>
        Identifier().Replace(text, match => match.Groups["name"].Value switch
        {
            "" => "$",
            "d" => Format(start, "yyyyMMdd"),
            "t" => Format(start, "HHmmss"),
            "dt" => Format(start, "yyyyMMdd'T'HHmmss"),
            "w" when rendition is not null => Format(rendition.Width),
            "h" when rendition is not null => Format(rendition.Height),
            "rv" when rendition is not null => Format(rendition.VideoBitrate),
            "ra" when rendition is not null => Format(rendition.AudioBitrate),
            _ => match.Value,
        });

    private static string Format(DateTimeOffset start, string format) =>
        start.UtcDateTime.ToString(format, CultureInfo.InvariantCulture);

    private static string Format(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\$(?<name>[a-z]*)\$")]
    private static partial Regex Identifier();
}
