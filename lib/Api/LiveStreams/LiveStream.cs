using System.Text.Json.Serialization;
using k8s.Models;
using Onair.Api.Common;
using Onair.Api.MediaProviders;
using Onair.Kubernetes.Resources;

namespace Onair.Api.LiveStreams;

/// <summary>The LiveStream resource.</summary>
public sealed class LiveStream : CustomResource<LiveStreamSpec, LiveStreamStatus>
{
    /// <summary>The uid of a stored resource.</summary>
    [JsonIgnore]
    public string Uid => Metadata.Uid!;

    /// <summary>The recorded status; empty before the first write.</summary>
    [JsonIgnore]
    public LiveStreamStatus Recorded => Status ?? new();

    /// <summary>The MediaProvider that its resources were, or will be, created with; empty when none is named.</summary>
    [JsonIgnore]
    public string ProviderName => Recorded.Resources.Provider ?? Spec.ProviderName;

    /// <summary>Whether the recorded condition is True.</summary>
    public bool Is(string condition) => Recorded.Conditions.Any(c => c.Type == condition && c.Status == ConditionStatus.True);

    /// <summary>Everything that its rules check.</summary>
    /// <param name="provider">The MediaProvider that the spec names, if known.</param>
    public LiveStreamCase Case(MediaProvider? provider) => new(Spec)
    {
        Namespace = Metadata.NamespaceProperty,
        Recorded = Recorded,
        Adopt = this.GetAnnotation(Annotations.Adopt),
        Provider = provider?.Metadata.Name == Spec.ProviderName ? provider.Spec : null,
    };

    /// <summary>Copies the resource with another status. Resources in the cache are shared and must not be modified.</summary>
    public LiveStream With(LiveStreamStatus status) =>
        new() { ApiVersion = ApiVersion, Kind = Kind, Metadata = Metadata, Spec = Spec, Status = status };
}
