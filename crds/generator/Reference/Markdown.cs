using System.Text.RegularExpressions;

namespace Onair.CrdGenerator.Reference;

/// <summary>Markdown as GitHub reads it.</summary>
internal static partial class Markdown
{
    public static string Code(string text) => $"`{text}`";

    /// <summary>A table; each row has as many cells as the header.</summary>
    public static string Table(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows) =>
        string.Concat(rows.Prepend([.. header.Select(_ => "---")]).Prepend(header).Select(Row));

    /// <summary>The link target that GitHub makes of a heading: lower case, without punctuation, blanks as hyphens.</summary>
    public static string Anchor(string heading) =>
        Punctuation().Replace(heading.ToLowerInvariant(), "").Replace(' ', '-');

    // A vertical bar ends a cell, even within code.
    private static string Row(IReadOnlyList<string> cells) =>
        $"| {string.Join(" | ", cells.Select(cell => cell.Replace("|", @"\|", StringComparison.Ordinal)))} |\n";

    [GeneratedRegex(@"[^\p{L}\p{N} _-]")]
    private static partial Regex Punctuation();
}
