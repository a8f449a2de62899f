using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Onair.Gateway.Requests;

/// <summary>The rules of texts in requests. Each method returns the rule that a text breaks; null when it breaks none.</summary>
internal static class TextRules
{
    private const int LongestId = 253;
    private const int LongestLabel = 63;

    /// <summary>An id or name in a URL.</summary>
    public static string? Id(string text) =>
        text.Length is 0 or > LongestId ? $"must have 1 to {LongestId} characters"
        : !text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.') || text.StartsWith('.') || text.Contains("..", StringComparison.Ordinal)
            ? "must consist of letters, digits, '-', '_' and '.' of ASCII, without '..' and without '.' at its start"
        : null;

    /// <summary>The name of a namespace.</summary>
    public static string? Namespace(string text) =>
        text.Length is 0 or > LongestLabel || !text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-') || text.StartsWith('-') || text.EndsWith('-')
            ? $"must be the name of a namespace: 1 to {LongestLabel} lowercase letters, digits and '-', with a letter or digit at both ends"
            : null;

    /// <summary>The name of an object: a DNS subdomain.</summary>
    public static string? ObjectName(string text) =>
        text.Length is 0 or > LongestId || text.Split('.').Any(label => label.Length == 0 || label.StartsWith('-') || label.EndsWith('-')
            || !label.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '-'))
            ? $"must be the name of an object: 1 to {LongestId} lowercase letters, digits, '-' and '.'. Each part must begin and end with a letter or digit"
            : null;

    /// <summary>A name that people read, on one line.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The largest number of characters.</param>
    public static string? Name(string text, int most) =>
        Runes(text) is not { } runes ? "must be valid Unicode"
        : runes.Count == 0 || runes.Count > most ? $"must have 1 to {most} characters"
        : text != text.Trim() ? "must not begin or end with white space"
        : runes.Any(rune => !IsVisible(rune)) ? "must not contain control characters, line breaks or invisible characters"
        : IsUnsafe(text) ? "must not contain '..', '/', '\\' or '%'"
        : Confusables.BrokenRule(runes);

    /// <summary>A text that people read, which may have several lines.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The largest number of characters.</param>
    public static string? Text(string text, int most) =>
        Runes(text) is not { } runes ? "must be valid Unicode"
        : runes.Count > most ? $"must have at most {most} characters"
        : runes.Any(rune => rune.Value is not ('\n' or '\r' or '\t') && !IsVisible(rune)) ? "must not contain control characters or invisible characters"
        : null;

    /// <summary>The path of a folder in a bucket, which may have placeholders: <c>s3://{bucket}/{year}/talks</c>.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">The largest number of characters.</param>
    public static string? StoragePath(string text, int most) =>
        text.Length == 0 || text.Length > most ? $"must have 1 to {most} characters"
        : !text.All(c => c is > ' ' and <= '~') ? "must consist of printable ASCII characters without spaces"
        : text.AsSpan().ContainsAny("\\%?#") || AfterScheme(text).Split('/').Any(segment => segment is "." or "..") || AfterScheme(text).Contains("//", StringComparison.Ordinal)
            ? "must not contain '%', '\\', '?', '#', empty segments, or the segments '.' and '..'"
        : null;

    /// <summary>Whether a text of JSON is valid Unicode: an escape can be half of a surrogate pair.</summary>
    public static bool IsUnicode(JsonElement text)
    {
        try
        {
            return text.GetString() is not null;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>Whether a character can be seen and has no effect on its surroundings.</summary>
    public static bool IsVisible(char c) => char.IsSurrogate(c) || IsVisible(new Rune(c));

    private static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate);

    private static bool IsUnsafe(string text) => text.AsSpan().ContainsAny("/\\%") || text.Contains("..", StringComparison.Ordinal);

    private static string AfterScheme(string path) => path.StartsWith("s3://", StringComparison.Ordinal) ? path[5..] : path;

    private static List<Rune>? Runes(string text)
    {
        var runes = new List<Rune>(text.Length);
        for (var i = 0; i < text.Length;)
        {
            if (!Rune.TryGetRuneAt(text, i, out var rune)) return null;
            runes.Add(rune);
            i += rune.Utf16SequenceLength;
        }
        return runes;
    }
}
