using Onair.Api.ArchiveSplits;
using Onair.Api.MediaProviders;

namespace Onair.Api.VideoAssets;

/// <summary>All that the rules of a VideoAsset judge.</summary>
/// <param name="Asset">What is declared and recorded.</param>
public sealed record VideoAssetCase(VideoAsset Asset)
{
    /// <summary>The MediaProvider that it names; null when it is not known, and its rules are not judged.</summary>
    public MediaProviderSpec? Provider { get; init; }

    /// <summary>The ArchiveSplit that it names; null when it is not known, and its rules are not judged.</summary>
    public ArchiveSplit? Split { get; init; }

    /// <summary>The spec that is stored, when it is edited; null when that is not known, or there is none.</summary>
    public VideoAssetSpec? Before { get; init; }
}
