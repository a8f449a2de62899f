using System.Text.Json.Serialization;
using Onair.Api.Common;
using Onair.Kubernetes;

namespace Onair.Api.MediaProviders;

/// <summary>The MediaProvider as an object of the API server.</summary>
public sealed class MediaProvider : CustomResource<MediaProviderSpec, MediaProviderStatus>
{
    /// <summary>It is the provider of the LiveStreams that name none.</summary>
    [JsonIgnore]
    public bool IsDefault => Metadata.Annotations?.GetValueOrDefault(Annotations.IsDefaultProvider) == "true";

    /// <summary>The same object with another status. Objects from the cache are shared and never changed.</summary>
    public MediaProvider With(MediaProviderStatus status) =>
        new() { ApiVersion = ApiVersion, Kind = Kind, Metadata = Metadata, Spec = Spec, Status = status };
}
