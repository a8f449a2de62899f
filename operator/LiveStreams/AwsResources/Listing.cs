namespace Onair.Operator.LiveStreams.AwsResources;

/// <summary>Searches a paged list.</summary>
internal static class Listing
{
    /// <summary>The largest page that MediaLive's lists return (API reference, maxResults).</summary>
    public const int PageSize = 1000;

    /// <summary>
    /// The owned item with the lowest id; null when none exists. The lowest, so that repeated searches agree on duplicates.
    /// </summary>
    public static async Task<TItem?> FindAsync<TPage, TItem>(
        Func<string?, Task<TPage>> list, Func<TPage, string?> nextToken, Func<TPage, IEnumerable<TItem>?> items,
        Func<TItem, bool> owned, Func<TItem, string> id)
        where TItem : class
    {
        var found = new List<TItem>();
        string? next = null;
        do
        {
            var page = await list(next);
            found.AddRange((items(page) ?? []).Where(owned));
            next = nextToken(page);
        }
        while (!string.IsNullOrEmpty(next));
        return found.MinBy(id, StringComparer.Ordinal);
    }
}
