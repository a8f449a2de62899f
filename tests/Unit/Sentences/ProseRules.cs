using System.Text.RegularExpressions;

namespace Onair.Tests.Unit.Sentences;

/// <summary>How Onair writes, as far as it can be measured: words that are not used, and the length of a sentence.</summary>
internal static partial class ProseRules
{
    public const int MostWords = 24;

    /// <summary>What a text breaks, a line each. Names in braces and `code` are not part of the prose.</summary>
    public static IEnumerable<string> Broken(string text)
    {
        foreach (var word in ForbiddenWords(text)) yield return word;
        foreach (var sentence in End().Split(text))
            if (sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length is > MostWords and var words) yield return $"{words} words, at most {MostWords}: {sentence}";
    }

    /// <summary>The forbidden words in a text, a line each.</summary>
    public static IEnumerable<string> ForbiddenWords(string text) => Forbidden().Matches(Names().Replace(text, "{}")).Select(match => $"\"{match.Value}\": {text}");

    [GeneratedRegex(
        """
        \b(?:
            anew | whom | (?:turn|turns|turned|turning)\ up | tell | tells | telling | told | made | stand | stands | standing | stood | farewell | wish | wishes | wished
          | somebody | nobody | any\ more | in\ the\ way | under\ way | as\ declared
          | (?<!there\ )(?:is|are)\ no\ (?!longer\b)
          | behaviours? | colours? | favours? | honours? | centres? | licences? | cancelled | cancelling | labelled | modelled | grey | initialised? | recognised? | synchronised?
        )\b
        | (?:^|\.\ )(?:What|That)\ (?:is|are|was|were|has|have|does|cannot|must)\b
        """,
        RegexOptions.IgnoreCase | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Forbidden();

    [GeneratedRegex(@"\{\w+\}|`[^`]*`")]
    private static partial Regex Names();

    [GeneratedRegex(@"(?<=[.?!])\s+(?=[A-Z{])")]
    private static partial Regex End();
}
