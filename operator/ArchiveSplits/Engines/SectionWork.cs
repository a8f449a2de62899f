using k8s.Models;
using Onair.Api.ArchiveSplits;
using Onair.Operator.AwsAccounts;

namespace Onair.Operator.ArchiveSplits.Engines;

/// <summary>A section that an engine works on.</summary>
/// <param name="Split">The split, accepted.</param>
/// <param name="Position">Index of the section.</param>
/// <param name="Account">The account.</param>
/// <param name="Cluster">Name of the cluster, for tags.</param>
internal sealed record SectionWork(ArchiveSplit Split, int Position, ProviderAccount Account, string Cluster)
{
    public SplitSectionStatus Section => Split.Recorded.Sections[Position];

    public int Attempt => Section.Attempts ?? 0;

    /// <summary>The session's archive.</summary>
    public S3Location Archive => S3Location.Parse(Split.Recorded.ArchivePath!);

    /// <summary>Name of the MP4.</summary>
    public string OutputName => $"index_{Position}.mp4";

    /// <summary>The MP4.</summary>
    public S3Location Output => S3Location.Parse(Split.Recorded.OutputPath!).At(OutputName);

    /// <summary>The playlist.</summary>
    public S3Location Playlist => S3Location.Parse(Split.Recorded.OutputPath!).At($"index_{Position}.m3u8");

    /// <summary>Whose it is, for tags.</summary>
    public string Resource => $"ArchiveSplit/{Split.Namespace()}/{Split.Metadata.Name}";

    /// <summary>The tags of everything that is made for it in AWS.</summary>
    public Dictionary<string, string> Tags => new(StringComparer.Ordinal)
    {
        [Api.Common.Tags.Uid] = Split.Uid,
        [Api.Common.Tags.Resource] = Resource,
        [Api.Common.Tags.Cluster] = Cluster,
        [Api.Common.Tags.Section] = $"{Position}",
    };
}
