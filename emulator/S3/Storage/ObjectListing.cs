using System.Collections.Immutable;

namespace Onair.Emulator.S3.Storage;

/// <summary>One page of a listing.</summary>
/// <param name="Last">The key or common prefix the next page begins after; null when this page is empty.</param>
internal sealed record ListingPage(
    IReadOnlyList<ObjectRecord> Objects, IReadOnlyList<string> CommonPrefixes, bool IsTruncated, string? Last)
{
    public int Count => Objects.Count + CommonPrefixes.Count;
}

/// <summary>Prefix, delimiter and paging over the sorted objects. Pure.</summary>
internal static class ObjectListing
{
    /// <param name="after">Only what comes after this key or common prefix; empty for all.</param>
    public static ListingPage Page(
        ImmutableSortedSet<ObjectRecord> objects, string prefix, string delimiter, string after, int maxKeys)
    {
        var (listed, common) = (new List<ObjectRecord>(), new List<string>());
        string? last = null;
        var i = IndexAtOrAfter(objects, prefix);
        if (after.Length > 0 && KeyOrder.Instance.Compare(after, prefix) >= 0)
        {
            i = IndexAtOrAfter(objects, after);
            // After a page that ended with a common prefix, the listing continues after all keys rolled up in it.
            if (delimiter.Length > 0 && Rollup(after, prefix, delimiter) == after) i = IndexBehind(objects, after, i);
            else if (i < objects.Count && objects[i].Key == after) i++;
        }

        while (i < objects.Count && objects[i].Key.StartsWith(prefix, StringComparison.Ordinal))
        {
            if (listed.Count + common.Count == maxKeys) return new ListingPage(listed, common, maxKeys > 0, last);
            if (Rollup(objects[i].Key, prefix, delimiter) is { } group)
            {
                common.Add(last = group);
                i = IndexBehind(objects, group, i);
            }
            else
            {
                listed.Add(objects[i]);
                last = objects[i++].Key;
            }
        }

        return new ListingPage(listed, common, false, last);
    }

    public static int IndexAtOrAfter(ImmutableSortedSet<ObjectRecord> objects, string key)
    {
        var index = objects.IndexOf(new ObjectRecord(key, "", 0, "", default));
        return index < 0 ? ~index : index;
    }

    /// <summary>The common prefix a key is rolled up in; null when it stands for itself.</summary>
    private static string? Rollup(string key, string prefix, string delimiter)
    {
        if (delimiter.Length == 0 || key.Length < prefix.Length) return null;
        var end = key.IndexOf(delimiter, prefix.Length, StringComparison.Ordinal);
        return end < 0 ? null : key[..(end + delimiter.Length)];
    }

    private static int IndexBehind(ImmutableSortedSet<ObjectRecord> objects, string prefix, int from)
    {
        var (low, high) = (from, objects.Count);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (objects[middle].Key.StartsWith(prefix, StringComparison.Ordinal)) low = middle + 1;
            else high = middle;
        }

        return low;
    }
}
