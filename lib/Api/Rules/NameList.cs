namespace Onair.Api.Rules;

/// <summary>Lists in messages.</summary>
public static class NameList
{
    private const int Most = 3;

    /// <summary>The first few, and how many more there are: <c>a, b, c and 2 more</c>.</summary>
    public static string Abbreviate(IReadOnlyCollection<string> all)
    {
        ArgumentNullException.ThrowIfNull(all);
        return string.Join(", ", all.Take(Most)) + (all.Count > Most ? $" and {all.Count - Most} more" : "");
    }
}
