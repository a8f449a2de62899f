namespace Onair.Gateway.KeyServer;

/// <summary>What names a stream's keys: SPEKE's resource id, which is the uid of the LiveStream unless it says otherwise.</summary>
internal static class ContentId
{
    public const int MaxLength = 256;

    /// <summary>The rule that an id breaks, or null. Ids are a segment of the key's URL, which proxies must not take apart.</summary>
    public static string? BrokenRule(string id) =>
        id.Length is 0 or > MaxLength ? $"must have 1 to {MaxLength} characters"
        : id is "." or ".." || id.Any(c => c is '/' or '\\' or '%' || char.IsControl(c))
            ? "must be usable as one segment of a URL: not '.', not '..', and without '/', '\\', '%' and control characters"
        : null;
}
