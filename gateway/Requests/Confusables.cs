using System.Globalization;
using System.Text;

namespace Onair.Gateway.Requests;

/// <summary>Names that look like others. The rules are those parts of Unicode's UTS 39 that need no tables: https://www.unicode.org/reports/tr39/.</summary>
internal static class Confusables
{
    private enum Script
    {
        None,
        Latin,
        Greek,
        Cyrillic,
        Armenian,
        Cherokee,
    }

    /// <summary>The rule that a name breaks; null when it breaks none.</summary>
    public static string? BrokenRule(IReadOnlyList<Rune> name)
    {
        var word = Script.None;
        foreach (var rune in name)
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator && rune.Value != ' ') return "must not contain spaces other than the ordinary one";
            if (rune.Value is >= 0x300 and <= 0x36F) return "must be composed (Unicode NFC), without separate accents";
            if (IsVariant(rune.Value)) return "must not contain variants of letters and digits, such as fullwidth ones";
            if (!Rune.IsLetter(rune))
            {
                word = Script.None;
                continue;
            }
            var script = ScriptOf(rune.Value);
            if (script == Script.None) continue;
            if (word != Script.None && script != word) return $"must not mix the letters of {word} and {script} in a word";
            word = script;
        }
        return null;
    }

    // Fullwidth and halfwidth forms, letterlike symbols, enclosed and mathematical letters, ligatures.
    private static bool IsVariant(int c) =>
        c is (>= 0xFF00 and <= 0xFFEF) or (>= 0x2100 and <= 0x214F and not 0x2122) or (>= 0x2460 and <= 0x24FF) or (>= 0xFB00 and <= 0xFB4F) or (>= 0x1D400 and <= 0x1D7FF)
            or (>= 0x1F100 and <= 0x1F1E5) or (>= 0x2070 and <= 0x209F) or (>= 0xE0000 and <= 0xE01EF) or (>= 0xFE00 and <= 0xFE0F);

    private static Script ScriptOf(int c) => c switch
    {
        (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= 0xC0 and <= 0x24F) or (>= 0x1E00 and <= 0x1EFF) => Script.Latin,
        (>= 0x370 and <= 0x3FF) or (>= 0x1F00 and <= 0x1FFF) => Script.Greek,
        (>= 0x400 and <= 0x52F) or (>= 0x1C80 and <= 0x1C8F) or (>= 0xA640 and <= 0xA69F) => Script.Cyrillic,
        >= 0x531 and <= 0x58F => Script.Armenian,
        (>= 0x13A0 and <= 0x13FF) or (>= 0xAB70 and <= 0xABBF) => Script.Cherokee,
        _ => Script.None,
    };
}
