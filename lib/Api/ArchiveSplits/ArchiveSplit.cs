using System.Text.Json.Serialization;
using Onair.Api.MediaProviders;
using Onair.Kubernetes.Resources;

namespace Onair.Api.ArchiveSplits;

/// <summary>The ArchiveSplit resource.</summary>
public sealed class ArchiveSplit : CustomResource<ArchiveSplitSpec, ArchiveSplitStatus>
{
    // The limit of Kubernetes.
    private const int LongestName = 253;

    /// <summary>The uid of a stored resource.</summary>
    [JsonIgnore]
    public string Uid => Metadata.Uid!;

    /// <summary>The recorded status; empty before the first write.</summary>
    [JsonIgnore]
    public ArchiveSplitStatus Recorded => Status ?? new();

    /// <summary>Folder of the outputs, below the session's folder.</summary>
    [JsonIgnore]
    public string Modifier => Spec.NameModifier ?? Uid;

    /// <summary>Name of the Secret with the URLs of the MP4s. A name that leaves no room for the suffix is cut.</summary>
    [JsonIgnore]
    public string DownloadSecretName
    {
        get
        {
            const string Suffix = "-downloads";
            var (name, room) = (Metadata.Name, LongestName - Suffix.Length);
            return (name.Length > room ? name[..room].TrimEnd('.', '-') : name) + Suffix;
        }
    }

    /// <summary>The field that names what is split, the kind that it names, and the name: <c>spec.streamRef.name</c>, LiveStream, <c>event</c>.</summary>
    [JsonIgnore]
    public (string Field, string Kind, string Name) Names => Spec.BroadcastRef is { } broadcast
        ? ("spec.broadcastRef.name", "HlsBroadcast", broadcast.Name) : ("spec.streamRef.name", "LiveStream", Spec.StreamRef?.Name ?? "");

    /// <summary>Everything that its rules check.</summary>
    /// <param name="source">What it splits, if known.</param>
    /// <param name="provider">The MediaProvider of the source, if known.</param>
    /// <param name="others">The other known ArchiveSplits in its namespace.</param>
    public ArchiveSplitCase Case(SplitSource? source, MediaProvider? provider, IEnumerable<ArchiveSplit> others) =>
        new(this) { Source = source, Provider = provider?.Spec, Others = [.. others.Where(o => o.Metadata.Name != Metadata.Name)] };

    /// <summary>Copies the resource with another status. Resources in the cache are shared and must not be modified.</summary>
    public ArchiveSplit With(ArchiveSplitStatus status) =>
        new() { ApiVersion = ApiVersion, Kind = Kind, Metadata = Metadata, Spec = Spec, Status = status };
}
