using System.Text.Json.Serialization;
using Onair.Api.Common;
using Onair.Api.MediaProviders;
using Onair.Kubernetes.Resources;

namespace Onair.Api.IvsChannels;

/// <summary>The IvsChannel resource.</summary>
public sealed class IvsChannel : CustomResource<IvsChannelSpec, IvsChannelStatus>
{
    /// <summary>The uid of a stored resource.</summary>
    [JsonIgnore]
    public string Uid => Metadata.Uid!;

    /// <summary>The recorded status; empty before the first write.</summary>
    [JsonIgnore]
    public IvsChannelStatus Recorded => Status ?? new();

    /// <summary>The MediaProvider that its resources were, or will be, created with.</summary>
    [JsonIgnore]
    public string ProviderName => Recorded.Resources.Provider ?? Spec.ProviderRef.Name;

    /// <summary>Name of the Secret with the stream key and the URL to push to.</summary>
    [JsonIgnore]
    public string StreamKeySecretName => $"{Metadata.Name}-stream-key";

    /// <summary>Whether the recorded condition is True.</summary>
    public bool Is(string condition) => Recorded.Conditions.Any(c => c.Type == condition && c.Status == ConditionStatus.True);

    /// <summary>Everything that its rules check.</summary>
    /// <param name="provider">The MediaProvider that it names, if known.</param>
    public IvsChannelCase Case(MediaProvider? provider) => new(this) { Provider = provider?.Metadata.Name == Spec.ProviderRef.Name ? provider.Spec : null };

    /// <summary>Copies the resource with another status. Resources in the cache are shared and must not be modified.</summary>
    public IvsChannel With(IvsChannelStatus status) =>
        new() { ApiVersion = ApiVersion, Kind = Kind, Metadata = Metadata, Spec = Spec, Status = status };
}
