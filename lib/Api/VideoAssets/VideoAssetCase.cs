using Onair.Api.ArchiveSplits;
using Onair.Api.MediaProviders;

namespace Onair.Api.VideoAssets;

/// <summary>Everything that the rules of a VideoAsset check.</summary>
/// <param name="Asset">The asset, with its spec and status.</param>
public sealed record VideoAssetCase(VideoAsset Asset)
{
    /// <summary>The MediaProvider that it names; null when it is unknown, which skips its rules.</summary>
    public MediaProviderSpec? Provider { get; init; }

    /// <summary>The ArchiveSplit that it names; null when it is unknown, which skips its rules.</summary>
    public ArchiveSplit? Split { get; init; }

    /// <summary>On an edit, the spec that is stored; null when it is unknown or the resource is new.</summary>
    public VideoAssetSpec? Before { get; init; }
}
