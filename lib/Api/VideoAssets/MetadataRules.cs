using Onair.Api.Rules;
using Onair.Primitives;

namespace Onair.Api.VideoAssets;

/// <summary>Limits for metadata.</summary>
internal static class MetadataRules
{
    private const int MostEntries = 64;
    private const int LongestName = 63;
    private const int LongestValue = 1024;

    public static IEnumerable<Violation> Count(VideoAssetCase asset)
    {
        if (asset.Asset.Spec.Metadata.Count > MostEntries)
            yield return new("spec.metadata", $"{asset.Asset.Spec.Metadata.Count} entries", $"must have at most {MostEntries}");
    }

    public static IEnumerable<Violation> Lengths(VideoAssetCase asset)
    {
        foreach (var (name, value) in asset.Asset.Spec.Metadata.OrderBy(m => m.Key, StringComparer.Ordinal).Take(MostEntries))
        {
            if (name.Length is 0 or > LongestName)
                yield return new("spec.metadata", Short(name), $"names must have 1 to {LongestName} characters; this one has {name.Length}");
            if (value?.Length > LongestValue)
                yield return new($"spec.metadata[{Short(name)}]", Short(value), $"must have at most {LongestValue} characters; it has {value.Length}");
        }
    }

    private static string Short(string text) => Ellipsis.Cut(text, LongestName);
}
