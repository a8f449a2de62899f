using System.Text.Json.Serialization;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Kubernetes;

namespace Onair.Api.ArchiveSplits;

/// <summary>The ArchiveSplit as an object of the API server.</summary>
public sealed class ArchiveSplit : CustomResource<ArchiveSplitSpec, ArchiveSplitStatus>
{
    /// <summary>Uid of an object that the server has stored.</summary>
    [JsonIgnore]
    public string Uid => Metadata.Uid!;

    /// <summary>What is recorded; an empty status before the first write.</summary>
    [JsonIgnore]
    public ArchiveSplitStatus Recorded => Status ?? new();

    /// <summary>Folder of the outputs below the session's.</summary>
    [JsonIgnore]
    public string Modifier => Spec.NameModifier ?? Uid;

    /// <summary>What its rules judge.</summary>
    /// <param name="stream">The LiveStream that it names, if known.</param>
    /// <param name="provider">The MediaProvider of that stream, if known.</param>
    /// <param name="others">The other ArchiveSplits of its namespace, as far as known.</param>
    public ArchiveSplitCase Case(LiveStream? stream, MediaProvider? provider, IEnumerable<ArchiveSplit> others) =>
        new(this) { Stream = stream, Provider = provider?.Spec, Others = [.. others.Where(o => o.Metadata.Name != Metadata.Name)] };

    /// <summary>The same object with another status. Objects from the cache are shared and never changed.</summary>
    public ArchiveSplit With(ArchiveSplitStatus status) =>
        new() { ApiVersion = ApiVersion, Kind = Kind, Metadata = Metadata, Spec = Spec, Status = status };
}
