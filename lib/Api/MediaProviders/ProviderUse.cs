using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Api.Rules;
using Onair.Api.VideoAssets;
using Onair.Kubernetes;

namespace Onair.Api.MediaProviders;

/// <summary>Who uses a provider: what stands in the way of its deletion.</summary>
public static class ProviderUse
{
    /// <summary>The way out, for the message of a refusal.</summary>
    public const string Remedy = "Delete them first, or set spec.onAirGuard: false.";

    /// <summary>
    /// The streams with resources in the provider's account and the splits and assets that are not done with it, as text; null without any.
    /// </summary>
    /// <param name="provider">The provider.</param>
    /// <param name="streams">All streams that are known.</param>
    /// <param name="splits">All splits that are known.</param>
    /// <param name="assets">All assets that are known.</param>
    public static string? Of(MediaProvider provider, IEnumerable<LiveStream> streams, IEnumerable<ArchiveSplit> splits, IEnumerable<VideoAsset> assets) => Text(
        [.. streams.Where(s => s.Recorded.Resources.Provider == provider.Metadata.Name).Select(Name).Order(StringComparer.Ordinal)],
        [.. splits.Where(s => IsUser(s, provider.Metadata.Name)).Select(Name).Order(StringComparer.Ordinal)],
        [.. assets.Where(a => IsUser(a, provider.Metadata.Name)).Select(Name).Order(StringComparer.Ordinal)]);

    /// <summary>A split has work or outputs in the provider's account.</summary>
    public static bool IsUser(ArchiveSplit split, string? provider)
    {
        ArgumentNullException.ThrowIfNull(split);
        return split.Recorded.Provider == provider && split.Metadata.Finalizers?.Contains(Annotations.Finalizer) == true;
    }

    /// <summary>An asset has, or may have, something at the provider's service.</summary>
    public static bool IsUser(VideoAsset asset, string? provider)
    {
        ArgumentNullException.ThrowIfNull(asset);
        return asset.Recorded.Provider == provider && asset.Metadata.Finalizers?.Contains(Annotations.Finalizer) == true;
    }

    /// <summary>
    /// How many there are, with the names of the first: <c>2 LiveStreams (shows/a, shows/b), 1 ArchiveSplit (shows/c) and 1 VideoAsset (shows/d)</c>;
    /// null without any.
    /// </summary>
    public static string? Text(IReadOnlyList<string> streams, IReadOnlyList<string> splits, IReadOnlyList<string> assets)
    {
        string[] users = [.. new[] { Text("LiveStream", streams), Text("ArchiveSplit", splits), Text("VideoAsset", assets) }.OfType<string>()];
        return users.Length switch
        {
            0 => null,
            1 => users[0],
            _ => $"{string.Join(", ", users[..^1])} and {users[^1]}",
        };
    }

    private static string Name(IKubernetesObject user) => $"{user.Metadata.Namespace}/{user.Metadata.Name}";

    private static string? Text(string kind, IReadOnlyList<string> names) =>
        names.Count == 0 ? null : $"{names.Count} {kind}{(names.Count == 1 ? "" : "s")} ({NameList.Abbreviate(names)})";
}
