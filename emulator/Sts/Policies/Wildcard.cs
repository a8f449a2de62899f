namespace Onair.Emulator.Sts.Policies;

/// <summary>
/// Matches the wildcards of policies: <c>*</c> is any number of characters, <c>?</c> is one. See "IAM JSON policy elements: Resource" and
/// "IAM JSON policy elements: Action". Pure, in linear memory and without backtracking into earlier stars.
/// </summary>
internal static class Wildcard
{
    /// <summary>The parts of an ARN: <c>arn</c>, partition, service, region, account, and a resource that may itself contain colons.</summary>
    private const int ArnParts = 6;

    /// <summary>Whether the pattern covers the text, both as a whole.</summary>
    public static bool Matches(string pattern, string text, bool ignoreCase = false)
    {
        var (p, t, star, resume) = (0, 0, -1, 0);
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (star, resume) = (p++, t);
            }
            else if (p < pattern.Length && (pattern[p] == '?' || Same(pattern[p], text[t], ignoreCase)))
            {
                (p, t) = (p + 1, t + 1);
            }
            else if (star >= 0)
            {
                (p, t) = (star + 1, ++resume);
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }

    /// <summary>Whether an ARN matches a pattern part by part: a wildcard does not reach across one of the first five colons.</summary>
    public static bool MatchesArn(string pattern, string arn)
    {
        if (pattern == "*") return true;
        var (patterns, parts) = (pattern.Split(':', ArnParts), arn.Split(':', ArnParts));
        return patterns.Length == parts.Length && patterns.Zip(parts).All(pair => Matches(pair.First, pair.Second));
    }

    private static bool Same(char left, char right, bool ignoreCase) =>
        left == right || (ignoreCase && char.ToLowerInvariant(left) == char.ToLowerInvariant(right));
}
