using k8s;
using k8s.Models;
using Onair.Api.ArchiveSplits;
using Onair.Api.Common;
using Onair.Api.IvsChannels;
using Onair.Api.LiveStreams;
using Onair.Api.Rules;
using Onair.Api.VideoAssets;

namespace Onair.Api.MediaProviders;

/// <summary>Finds the users of a provider, which block its deletion.</summary>
public static class ProviderUse
{
    /// <summary>What the user can do; part of the message that rejects the deletion.</summary>
    public const string Remedy = "Delete them first, or set spec.onAirGuard: false.";

    /// <summary>
    /// Lists the streams and IVS channels with resources in the provider's account and the splits and assets that still use it; null when
    /// there are none.
    /// </summary>
    /// <param name="provider">The provider.</param>
    /// <param name="streams">All known streams.</param>
    /// <param name="channels">All known IVS channels.</param>
    /// <param name="splits">All known splits.</param>
    /// <param name="assets">All known assets.</param>
    public static string? Of(
        MediaProvider provider, IEnumerable<LiveStream> streams, IEnumerable<IvsChannel> channels, IEnumerable<ArchiveSplit> splits,
        IEnumerable<VideoAsset> assets) => Text(
        [.. streams.Where(s => s.Recorded.Resources.Provider == provider.Metadata.Name).Select(Name).Order(StringComparer.Ordinal)],
        [.. channels.Where(c => c.Recorded.Resources.Provider == provider.Metadata.Name).Select(Name).Order(StringComparer.Ordinal)],
        [.. splits.Where(s => IsUser(s, provider.Metadata.Name)).Select(Name).Order(StringComparer.Ordinal)],
        [.. assets.Where(a => IsUser(a, provider.Metadata.Name)).Select(Name).Order(StringComparer.Ordinal)]);

    /// <summary>Whether a split has jobs or outputs in the provider's account.</summary>
    public static bool IsUser(ArchiveSplit split, string? provider)
    {
        ArgumentNullException.ThrowIfNull(split);
        return split.Recorded.Provider == provider && split.Metadata.Finalizers?.Contains(Annotations.Finalizer) == true;
    }

    /// <summary>Whether an asset has, or may have, an upload or asset at the provider's service.</summary>
    public static bool IsUser(VideoAsset asset, string? provider)
    {
        ArgumentNullException.ThrowIfNull(asset);
        return asset.Recorded.Provider == provider && asset.Metadata.Finalizers?.Contains(Annotations.Finalizer) == true;
    }

    /// <summary>
    /// Counts the users and names the first few: <c>2 LiveStreams (shows/a, shows/b), 1 ArchiveSplit (shows/c) and 1 VideoAsset (shows/d)</c>;
    /// null when there are none.
    /// </summary>
    public static string? Text(IReadOnlyList<string> streams, IReadOnlyList<string> channels, IReadOnlyList<string> splits, IReadOnlyList<string> assets)
    {
        string[] users =
        [
            .. new[] { Text("LiveStream", streams), Text("IvsChannel", channels), Text("ArchiveSplit", splits), Text("VideoAsset", assets) }.OfType<string>(),
        ];
        return users.Length switch
        {
            0 => null,
            1 => users[0],
            _ => $"{string.Join(", ", users[..^1])} and {users[^1]}",
        };
    }

    private static string Name(IKubernetesObject<V1ObjectMeta> user) => $"{user.Namespace()}/{user.Metadata.Name}";

    private static string? Text(string kind, IReadOnlyList<string> names) =>
        names.Count == 0 ? null : $"{names.Count} {kind}{(names.Count == 1 ? "" : "s")} ({NameList.Abbreviate(names)})";
}
