namespace Onair.Api.Rules;

/// <summary>Formats lists of names for messages.</summary>
public static class NameList
{
    private const int Most = 3;

    /// <summary>Lists the first few names and counts the rest: <c>a, b, c and 2 more</c>.</summary>
    public static string Abbreviate(IReadOnlyCollection<string> all)
    {
        ArgumentNullException.ThrowIfNull(all);
        return string.Join(", ", all.Take(Most)) + (all.Count > Most ? $" and {all.Count - Most} more" : "");
    }
}
