using System.Text.Json.Serialization;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Kubernetes;

namespace Onair.Api.ArchiveSplits;

/// <summary>The ArchiveSplit resource.</summary>
public sealed class ArchiveSplit : CustomResource<ArchiveSplitSpec, ArchiveSplitStatus>
{
    /// <summary>The uid of a stored resource.</summary>
    [JsonIgnore]
    public string Uid => Metadata.Uid!;

    /// <summary>The recorded status; empty before the first write.</summary>
    [JsonIgnore]
    public ArchiveSplitStatus Recorded => Status ?? new();

    /// <summary>Folder of the outputs, below the session's folder.</summary>
    [JsonIgnore]
    public string Modifier => Spec.NameModifier ?? Uid;

    /// <summary>Everything that its rules check.</summary>
    /// <param name="stream">The LiveStream that it names, if known.</param>
    /// <param name="provider">The MediaProvider of that stream, if known.</param>
    /// <param name="others">The other known ArchiveSplits in its namespace.</param>
    public ArchiveSplitCase Case(LiveStream? stream, MediaProvider? provider, IEnumerable<ArchiveSplit> others) =>
        new(this) { Stream = stream, Provider = provider?.Spec, Others = [.. others.Where(o => o.Metadata.Name != Metadata.Name)] };

    /// <summary>Copies the resource with another status. Resources in the cache are shared and must not be modified.</summary>
    public ArchiveSplit With(ArchiveSplitStatus status) =>
        new() { ApiVersion = ApiVersion, Kind = Kind, Metadata = Metadata, Spec = Spec, Status = status };
}
