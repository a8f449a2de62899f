using System.Globalization;

namespace Onair.Emulator.Sts.Policies;

/// <summary>
/// One key of a Condition element. All conditions of a statement must hold, and for each, one of its values: "IAM JSON policy elements:
/// Condition operators". A key that the request lacks makes a condition false, a negated one true.
/// </summary>
/// <param name="Key">Condition key, compared without case.</param>
/// <param name="IfExists">Whether the operator ends in IfExists: a request without the key then meets the condition.</param>
internal sealed record PolicyCondition(string Operator, string Key, IReadOnlyList<string> Values, bool IfExists)
{
    private static readonly Dictionary<string, Func<string, string, bool>> Comparisons = new(StringComparer.OrdinalIgnoreCase)
    {
        ["StringEquals"] = (expected, actual) => expected == actual,
        ["StringEqualsIgnoreCase"] = (expected, actual) => expected.Equals(actual, StringComparison.OrdinalIgnoreCase),
        ["StringLike"] = (expected, actual) => Wildcard.Matches(expected, actual),
        ["ArnEquals"] = Wildcard.MatchesArn,
        ["ArnLike"] = Wildcard.MatchesArn,
        ["Bool"] = (expected, actual) => expected.Equals(actual, StringComparison.OrdinalIgnoreCase),
        ["NumericEquals"] = (expected, actual) => Number(actual) == Number(expected),
        ["NumericLessThan"] = (expected, actual) => Number(actual) < Number(expected),
        ["NumericLessThanEquals"] = (expected, actual) => Number(actual) <= Number(expected),
        ["NumericGreaterThan"] = (expected, actual) => Number(actual) > Number(expected),
        ["NumericGreaterThanEquals"] = (expected, actual) => Number(actual) >= Number(expected),
        ["DateEquals"] = (expected, actual) => Date(actual) == Date(expected),
        ["DateLessThan"] = (expected, actual) => Date(actual) < Date(expected),
        ["DateLessThanEquals"] = (expected, actual) => Date(actual) <= Date(expected),
        ["DateGreaterThan"] = (expected, actual) => Date(actual) > Date(expected),
        ["DateGreaterThanEquals"] = (expected, actual) => Date(actual) >= Date(expected),
    };

    private static readonly Dictionary<string, string> Negations = new(StringComparer.OrdinalIgnoreCase)
    {
        ["StringNotEquals"] = "StringEquals",
        ["StringNotEqualsIgnoreCase"] = "StringEqualsIgnoreCase",
        ["StringNotLike"] = "StringLike",
        ["ArnNotEquals"] = "ArnEquals",
        ["ArnNotLike"] = "ArnLike",
        ["NumericNotEquals"] = "NumericEquals",
        ["DateNotEquals"] = "DateEquals",
    };

    /// <summary>Whether the emulator knows an operator, without its ending IfExists.</summary>
    public static bool Knows(string name) => name.Equals("Null", StringComparison.OrdinalIgnoreCase) || Comparisons.ContainsKey(name) || Negations.ContainsKey(name);

    /// <summary>Whether a value has the form that the operator compares.</summary>
    public static bool Accepts(string name, string value) =>
        name.StartsWith("Date", StringComparison.OrdinalIgnoreCase) ? Date(value) is not null
        : !name.StartsWith("Numeric", StringComparison.OrdinalIgnoreCase) || Number(value) is not null;

    /// <summary>Whether the request meets the condition.</summary>
    public bool Holds(IReadOnlyDictionary<string, string> context)
    {
        var present = context.TryGetValue(Key, out var actual);
        if (Operator.Equals("Null", StringComparison.OrdinalIgnoreCase))
            return Values.Any(v => v.Equals(present ? "false" : "true", StringComparison.OrdinalIgnoreCase));
        var isNegated = Negations.TryGetValue(Operator, out var comparison);
        if (!present) return IfExists || isNegated;
        var compare = Comparisons[comparison ?? Operator];
        return Values.Any(v => compare(v, actual!)) != isNegated;
    }

    private static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A date of ISO 8601, or seconds since 1970.</summary>
    private static DateTimeOffset? Date(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds) && Math.Abs(seconds) < 253402300800)
            return DateTimeOffset.FromUnixTimeSeconds(seconds);
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;
    }
}
