using System.Text.Json.Serialization;
using k8s.Models;
using Onair.Api.Common;
using Onair.Kubernetes.Resources;

namespace Onair.Api.MediaProviders;

/// <summary>The MediaProvider resource.</summary>
public sealed class MediaProvider : CustomResource<MediaProviderSpec, MediaProviderStatus>
{
    /// <summary>Whether it is the default for LiveStreams that name no provider.</summary>
    [JsonIgnore]
    public bool IsDefault => this.GetAnnotation(Annotations.IsDefaultProvider) == "true";

    /// <summary>Copies the resource with another status. Resources in the cache are shared and must not be modified.</summary>
    public MediaProvider With(MediaProviderStatus status) =>
        new() { ApiVersion = ApiVersion, Kind = Kind, Metadata = Metadata, Spec = Spec, Status = status };
}
