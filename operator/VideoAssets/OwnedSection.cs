using Onair.Api.ArchiveSplits;
using Onair.Operator.AwsAccounts;

namespace Onair.Operator.VideoAssets;

/// <summary>The MP4 of a section that is proven to be an ArchiveSplit's: the playlist beside it has the split's uid in its metadata.</summary>
internal sealed record OwnedSection
{
    private OwnedSection(S3Location video) => Video = video;

    public S3Location Video { get; }

    /// <summary>The MP4 as the split's status names it; null when nothing proves whose it is.</summary>
    public static async Task<OwnedSection?> LookAsync(ProviderAccount account, ArchiveSplit split, int position, CancellationToken cancellationToken)
    {
        if (split.Recorded.Sections.ElementAtOrDefault(position)?.OutputUrl is not { } url || !url.StartsWith("s3://", StringComparison.Ordinal)) return null;
        if (!url.EndsWith($"/index_{position}.mp4", StringComparison.Ordinal)) return null;
        var playlist = S3Location.Parse(url[..^"mp4".Length] + "m3u8");
        return (await OwnerMetadata.LookAsync(account, playlist, cancellationToken)).Uid == split.Uid ? new(S3Location.Parse(url)) : null;
    }
}

/// <summary>The section must not be given to the service.</summary>
internal sealed class SectionNotProvenException(string message) : Exception(message);
