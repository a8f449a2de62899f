namespace Onair.Operator.LiveStreams.Desired;

/// <summary>CloudFront's path patterns: <c>*</c> stands for any characters, <c>?</c> for one. The leading slash is optional.</summary>
internal static class PathPattern
{
    /// <summary>Whether a pattern matches any path that begins with <paramref name="folder"/>.</summary>
    public static bool MatchesBelow(string pattern, string folder)
    {
        var text = pattern.TrimStart('/');
        HashSet<int> positions = [0];
        foreach (var character in folder.TrimStart('/'))
            positions = [.. Closure(text, positions).Where(p => p < text.Length && (text[p] is '*' or '?' || text[p] == character)).Select(p => text[p] == '*' ? p : p + 1)];
        return positions.Count > 0;
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
