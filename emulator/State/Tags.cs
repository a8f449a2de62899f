namespace Onair.Emulator.State;

/// <summary>Changes of a tag set.</summary>
internal static class Tags
{
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
