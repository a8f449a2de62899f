namespace Onair.Operator.AwsAccounts;

/// <summary>CloudFront's path patterns: <c>*</c> stands for any characters, <c>?</c> for one. The leading slash is optional.</summary>
internal static class PathPattern
{
    /// <summary>Whether a pattern matches any path that begins with <paramref name="folder"/>.</summary>
    public static bool MatchesBelow(string pattern, string folder) => Positions(pattern.TrimStart('/'), folder).Count > 0;

    /// <summary>Whether a pattern matches a path.</summary>
    public static bool Matches(string pattern, string path)
    {
        var text = pattern.TrimStart('/');
        return Closure(text, Positions(text, path)).Contains(text.Length);
    }

    // Where in the pattern one can be after the path.
    private static HashSet<int> Positions(string text, string path)
    {
        HashSet<int> positions = [0];
        foreach (var character in path.TrimStart('/'))
            positions = [.. Closure(text, positions).Where(p => p < text.Length && (text[p] is '*' or '?' || text[p] == character)).Select(p => text[p] == '*' ? p : p + 1)];
        return positions;
    }

    // A star also matches nothing.
    private static IEnumerable<int> Closure(string text, IEnumerable<int> positions)
    {
        foreach (var position in positions)
        {
            var p = position;
            yield return p;
            while (p < text.Length && text[p] == '*') yield return ++p;
        }
    }
}
