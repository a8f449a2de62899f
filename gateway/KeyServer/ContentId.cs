namespace Onair.Gateway.KeyServer;

/// <summary>The id of a stream's keys: SPEKE's resource id, by default the uid of the LiveStream.</summary>
internal static class ContentId
{
    public const int MaxLength = 256;

    /// <summary>The rule that an id breaks, or null. An id is one path segment of the key's URL.</summary>
    public static string? BrokenRule(string id) =>
        id.Length is 0 or > MaxLength ? $"must have 1 to {MaxLength} characters"
        : id is "." or ".." || id.Any(c => c is '/' or '\\' or '%' || char.IsControl(c))
            ? "must be usable as one segment of a URL: not '.', not '..', and without '/', '\\', '%' and control characters"
        : null;
}
