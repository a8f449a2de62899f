using Onair.Primitives;

namespace Onair.Gateway.KeyServer;

/// <summary>An invalid request. The message names the field, its value and the rule.</summary>
internal sealed class SpekeException(string field, string? value, string rule) : Exception(Describe(field, value, rule))
{
    private const int LongestValue = 100;

    private static string Describe(string field, string? value, string rule)
    {
        if (value is null) return $"{field} {rule}";
        // The text is written to a log line.
        var printable = new string([.. Ellipsis.Cut(value, LongestValue + 1).Select(c => char.IsControl(c) ? '?' : c)]);
        return $"{field} '{printable}' {rule}";
    }
}
