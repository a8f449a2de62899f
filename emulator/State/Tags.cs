namespace Onair.Emulator.State;

/// <summary>Changes of a tag set, and its limits: "Tag naming limits and requirements" in the guide to tagging AWS resources.</summary>
internal static class Tags
{
    private const int Most = 50;
    private const int LongestKey = 128;
    private const int LongestValue = 256;
    private const string Reserved = "aws:";

    /// <summary>The tags, when they keep the limits.</summary>
    /// <param name="tags">All tags that the resource would have.</param>
    /// <param name="refusal">The service's error.</param>
    public static IReadOnlyDictionary<string, string> Checked(IReadOnlyDictionary<string, string> tags, Func<string, Exception> refusal)
    {
        if (tags.Count > Most) throw refusal($"tags: count {tags.Count} must be less than or equal to {Most}");
        foreach (var (key, value) in tags)
        {
            if (key.Length is 0 or > LongestKey) throw refusal($"tags: the key '{key}' must have 1 to {LongestKey} characters");
            if (value.Length > LongestValue) throw refusal($"tags['{key}']: length {value.Length} must be less than or equal to {LongestValue}");
            if (key.StartsWith(Reserved, StringComparison.OrdinalIgnoreCase)) throw refusal($"tags: the key '{key}' must not start with {Reserved}");
        }

        return tags;
    }

    public static Dictionary<string, string> With(IReadOnlyDictionary<string, string> tags, IReadOnlyDictionary<string, string> added)
    {
        var result = new Dictionary<string, string>(tags, StringComparer.Ordinal);
        foreach (var (key, value) in added) result[key] = value;
        return result;
    }

    public static Dictionary<string, string> Without(IReadOnlyDictionary<string, string> tags, IEnumerable<string> keys)
    {
        var result = new Dictionary<string, string>(tags, StringComparer.Ordinal);
        foreach (var key in keys) result.Remove(key);
        return result;
    }
}
