using System.Text;
using Onair.Primitives;

namespace Onair.Gateway.Requests;

/// <summary>Values of requests as errors repeat them: short, and without characters that a terminal would act on.</summary>
internal static class Shown
{
    private const int Most = 100;

    /// <summary>The text with controls and invisible characters as <c>\u0000</c>.</summary>
    public static string Text(string text)
    {
        var shown = new StringBuilder();
        foreach (var c in Ellipsis.Cut(text, Most))
        {
            if (TextRules.IsVisible(c)) shown.Append(c);
            else shown.Append(System.Globalization.CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
        }
        return shown.ToString();
    }
}
