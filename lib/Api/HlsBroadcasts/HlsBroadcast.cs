using System.Text.Json.Serialization;
using Onair.Api.MediaProviders;
using Onair.Kubernetes.Resources;

namespace Onair.Api.HlsBroadcasts;

/// <summary>The HlsBroadcast resource.</summary>
public sealed class HlsBroadcast : CustomResource<HlsBroadcastSpec, HlsBroadcastStatus>
{
    /// <summary>The uid of a stored resource.</summary>
    [JsonIgnore]
    public string Uid => Metadata.Uid!;

    /// <summary>The recorded status; empty before the first write.</summary>
    [JsonIgnore]
    public HlsBroadcastStatus Recorded => Status ?? new();

    /// <summary>The MediaProvider that its folder is, or will be, in.</summary>
    [JsonIgnore]
    public string ProviderName => Recorded.Provider ?? Spec.ProviderRef.Name;

    /// <summary>Name of the Secret with the credentials.</summary>
    [JsonIgnore]
    public string SecretName => Spec.Credentials.SecretName ?? $"{Metadata.Name}-credentials";

    /// <summary>The folder that the spec declares, without the bucket: <c>hls/shows/talk/4f5c…</c>.</summary>
    [JsonIgnore]
    public string DeclaredPath => FolderRules.Expand(Spec.Path, Metadata.NamespaceProperty, Metadata.Name, Metadata.Uid);

    /// <summary>
    /// The recorded folder; null before the first start. Also null when its path does not contain the broadcast's uid: whoever may write a status
    /// could record the folder of somebody else.
    /// </summary>
    [JsonIgnore]
    public string? OwnFolder => Recorded.Folder is { } folder && FolderRules.IsOf(folder, Metadata.Uid) ? folder : null;

    /// <summary>Whether the recorded condition is True.</summary>
    public bool Is(string condition) => Recorded.Conditions.Any(c => c.Type == condition && c.Status == Common.ConditionStatus.True);

    /// <summary>Everything that its rules check.</summary>
    /// <param name="provider">The MediaProvider that it names, if known.</param>
    /// <param name="others">The other HlsBroadcasts, as far as they are known.</param>
    public HlsBroadcastCase Case(MediaProvider? provider, IReadOnlyList<HlsBroadcast>? others = null) => new(this)
    {
        Provider = provider?.Metadata.Name == Spec.ProviderRef.Name ? provider.Spec : null,
        Others = others ?? [],
    };

    /// <summary>Copies the resource with another status. Resources in the cache are shared and must not be modified.</summary>
    public HlsBroadcast With(HlsBroadcastStatus status) =>
        new() { ApiVersion = ApiVersion, Kind = Kind, Metadata = Metadata, Spec = Spec, Status = status };
}
