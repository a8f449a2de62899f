using System.Globalization;

namespace Onair.Gateway.Tokens;

/// <summary>How long a token is valid, as an argument of a command: a number and s, m, h or d.</summary>
internal static class TokenLifetime
{
    /// <summary>What a lifetime must be.</summary>
    public const string Rule = "must be a number and s, m, h or d, and 1s to 365d";

    private static readonly TimeSpan Longest = TimeSpan.FromDays(365);

    /// <summary>Reads a lifetime; null when it breaks <see cref="Rule"/>.</summary>
    public static TimeSpan? Parse(string text)
    {
        if (text.Length < 2 || !int.TryParse(text[..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return null;
        var seconds = text[^1] switch { 's' => 1L, 'm' => 60, 'h' => 3600, 'd' => 86400, _ => 0 } * number;
        return seconds > 0 && seconds <= Longest.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
    }
}
