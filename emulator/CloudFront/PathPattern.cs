namespace Onair.Emulator.CloudFront;

/// <summary>
/// CloudFront's path patterns: case-sensitive, <c>*</c> stands for any characters (slashes too), <c>?</c> for one, the
/// leading slash is optional.
/// </summary>
internal static class PathPattern
{
    public static bool Matches(string pattern, string path) =>
        Matches(pattern.AsSpan().TrimStart('/'), path.AsSpan().TrimStart('/'));

    private static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path)
    {
        // On a mismatch the last star matches one more character: constant space, no recursion.
        int p = 0, t = 0, star = -1, mark = 0;
        while (t < path.Length)
        {
            if (p < pattern.Length && pattern[p] == '*') (star, mark) = (p++, t);
            else if (p < pattern.Length && (pattern[p] == '?' || pattern[p] == path[t])) (p, t) = (p + 1, t + 1);
            else if (star >= 0) (p, t) = (star + 1, ++mark);
            else return false;
        }

        return pattern[p..].TrimStart('*').IsEmpty;
    }
}
