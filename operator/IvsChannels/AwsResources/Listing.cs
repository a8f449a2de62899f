namespace Onair.Operator.IvsChannels.AwsResources;

/// <summary>Reads a paged list.</summary>
internal static class Listing
{
    /// <summary>The largest page that IVS's lists of channels, streams and recording configurations return (API reference, maxResults).</summary>
    public const int PageSize = 100;

    /// <summary>All items of all pages.</summary>
    public static async Task<IReadOnlyList<TItem>> AllAsync<TPage, TItem>(
        Func<string?, Task<TPage>> list, Func<TPage, string?> nextToken, Func<TPage, IEnumerable<TItem>?> items)
    {
        var all = new List<TItem>();
        string? next = null;
        do
        {
            var page = await list(next);
            all.AddRange(items(page) ?? []);
            next = nextToken(page);
        }
        while (!string.IsNullOrEmpty(next));
        return all;
    }
}
