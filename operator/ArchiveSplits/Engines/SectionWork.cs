using k8s.Models;
using Onair.Api.ArchiveSplits;
using Onair.Operator.AwsAccounts;

namespace Onair.Operator.ArchiveSplits.Engines;

/// <summary>A section that an engine works on.</summary>
/// <param name="Split">The split, accepted.</param>
/// <param name="Position">Index of the section.</param>
/// <param name="Account">The account.</param>
/// <param name="Cluster">Name of the cluster, for tags.</param>
/// <param name="Proof">The recording, as proven; null while nothing proves it: then no engine reads or writes.</param>
internal sealed record SectionWork(ArchiveSplit Split, int Position, ProviderAccount Account, string Cluster, OwnedArchive? Proof)
{
    public SplitSectionStatus Section => Split.Recorded.Sections[Position];

    public int Attempt => Section.Attempts ?? 0;

    /// <summary>The session's archive.</summary>
    public S3Location Archive => Proof?.Location ?? throw new InvalidOperationException("Nothing proves whose the recording is.");

    /// <summary>Name of the MP4.</summary>
    public string OutputName => $"index_{Position}.mp4";

    /// <summary>The MP4.</summary>
    public S3Location Output => Folder.At(OutputName);

    /// <summary>The playlist.</summary>
    public S3Location Playlist => Folder.At($"index_{Position}.m3u8");

    // Any bucket may be named in the spec. Without a proof, only the metadata of the playlist says whether what is recorded is the split's.
    private S3Location Folder => S3Location.Parse(Split.Recorded.OutputPath!) is var recorded && Proof is { } proof
        ? new(recorded.Bucket, $"{proof.OutputKey}/{Split.Modifier}") : recorded;

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
