using System.Text.RegularExpressions;
using k8s.Models;
using Onair.Api;
using Onair.Api.IvsChannels;
using Onair.Operator.AwsAccounts;
using Onair.Operator.ExternalResources;
using Onair.Operator.IvsChannels.Decisions;

namespace Onair.Operator.IvsChannels.AwsResources;

/// <summary>What an action on AWS needs to know.</summary>
/// <param name="Channel">The current state of the channel.</param>
/// <param name="Account">The account of its provider.</param>
/// <param name="Cluster">The cluster's name, for tags.</param>
/// <param name="Deleted">ARNs that are known to be deleted, though a list may still show them.</param>
internal sealed partial record IvsContext(IvsChannel Channel, ProviderAccount Account, string Cluster, IReadOnlySet<string> Deleted)
    : OwnerContext(OnairResources.IvsChannels.Kind, Channel.Metadata, Account, Cluster)
{
    /// <summary>The largest page that IVS's lists of channels, streams and recording configurations return (API reference, maxResults).</summary>
    public const int PageSize = 100;

    // IVS's limit on names; a name in Kubernetes can be longer.
    private const int MostName = 128;

    /// <summary>The ARN of the channel in IVS: the recorded one, or the one that was found by tag.</summary>
    public string? ChannelArn { get; init; }

    public RecordingSettings? DeclaredRecording => RecordingSettings.Declared(Channel.Spec.Recording, Account.Aws.ArchiveBucket);

    /// <summary>The channel's name in IVS, which takes letters, digits, hyphens and underscores.</summary>
    public static string NameOf(IvsChannel channel) => OwnershipTags.Short($"onair-{channel.Namespace()}-{Unnamable().Replace(channel.Metadata.Name ?? "", "-")}", MostName);

    [GeneratedRegex("[^a-zA-Z0-9_-]")]
    private static partial Regex Unnamable();
}
