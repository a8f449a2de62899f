using System.Globalization;

namespace Onair.Emulator.Media.Packaging;

/// <summary>
/// The range that a viewer asks for with <c>start</c> and <c>end</c>, as MediaPackage takes it: seconds since 1970 or an
/// ISO 8601 time.
/// </summary>
internal readonly record struct TimeShift(DateTimeOffset? Start, DateTimeOffset? End)
{
    /// <summary>False, with the reason, when a value is not understood.</summary>
    public static bool TryParse(string? start, string? end, out TimeShift shift, out string error)
    {
        shift = default;
        error = "";
        if (!TryParse(start, out var from)) error = $"start '{start}' must be seconds since 1970 or an ISO 8601 time";
        else if (!TryParse(end, out var to)) error = $"end '{end}' must be seconds since 1970 or an ISO 8601 time";
        else if (to is not null && from is null) error = "end needs start";
        else if (to <= from) error = $"end '{end}' must be later than start '{start}'";
        else shift = new TimeShift(from, to);
        return error.Length == 0;
    }

    private static bool TryParse(string? text, out DateTimeOffset? time)
    {
        time = null;
        if (string.IsNullOrEmpty(text)) return true;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
        {
            if (seconds > 253_402_300_799) return false; // the last second of the year 9999
            time = DateTimeOffset.FromUnixTimeSeconds(seconds);
            return true;
        }

        if (!DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed)) return false;
        time = parsed;
        return true;
    }
}
