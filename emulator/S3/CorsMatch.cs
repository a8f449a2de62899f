using Onair.Emulator.S3.Storage;

namespace Onair.Emulator.S3;

/// <summary>Which rule of a bucket allows a cross-origin request. Pure.</summary>
internal static class CorsMatch
{
    /// <summary>The first rule that allows it; null when none does.</summary>
    public static CorsRule? Find(IEnumerable<CorsRule> rules, string origin, string method, IEnumerable<string> headers) =>
        rules.FirstOrDefault(r =>
            r.AllowedMethods.Contains(method, StringComparer.Ordinal)
            && r.AllowedOrigins.Any(o => Matches(o, origin, StringComparison.Ordinal))
            && headers.All(h => r.AllowedHeaders.Any(a => Matches(a, h, StringComparison.OrdinalIgnoreCase))));

    /// <summary>The value of Access-Control-Allow-Origin: <c>*</c> only where the rule says so.</summary>
    public static string Origin(CorsRule rule, string origin) => rule.AllowedOrigins.Contains("*") ? "*" : origin;

    private static bool Matches(string pattern, string text, StringComparison comparison)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0) return pattern.Equals(text, comparison);
        return text.Length >= pattern.Length - 1
            && text.StartsWith(pattern[..star], comparison)
            && text.EndsWith(pattern[(star + 1)..], comparison);
    }
}
