namespace Onair.Primitives;

/// <summary>Texts of bounded length, with an ellipsis in place of the rest.</summary>
public static class Ellipsis
{
    private const char Mark = '…';

    /// <summary>The text, cut when it is too long.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="most">The largest length in UTF-16 code units, the ellipsis included; at least 1.</param>
    public static string Cut(string text, int most) => text.Length <= most ? text : Start(text, most - 1);

    /// <summary>The words of a text in one line, cut when it is too long.</summary>
    public static string Line(string text, int most) => Cut(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), most);

    /// <summary>The start of a text and an ellipsis. It never ends between the two halves of a surrogate pair.</summary>
    /// <param name="text">The text.</param>
    /// <param name="length">Length of the start in UTF-16 code units.</param>
    public static string Start(string text, int length) =>
        $"{text.AsSpan(0, length > 0 && char.IsHighSurrogate(text[length - 1]) ? length - 1 : length)}{Mark}";
}
