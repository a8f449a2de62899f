namespace Onair.Operator.AwsAccounts;

/// <summary>The lists of AWS, page by page.</summary>
internal static class Listing
{
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

    /// <summary>
    /// The owned item with the lowest id; null when none exists. The lowest, so that repeated searches agree on duplicates.
    /// </summary>
    public static async Task<TItem?> FindAsync<TPage, TItem>(
        Func<string?, Task<TPage>> list, Func<TPage, string?> nextToken, Func<TPage, IEnumerable<TItem>?> items,
        Func<TItem, bool> owned, Func<TItem, string> id)
        where TItem : class =>
        (await AllAsync(list, nextToken, items)).Where(owned).MinBy(id, StringComparer.Ordinal);
}
