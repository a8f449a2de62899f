using Onair.Api.MediaProviders;
using Onair.Kubernetes;

namespace Onair.Operator.Resources;

/// <summary>The MediaProvider as an object of the API server.</summary>
internal sealed class MediaProvider : CustomResource<MediaProviderSpec, MediaProviderStatus>
{
    /// <summary>The same object with another status. Objects from the cache are shared and never changed.</summary>
    public MediaProvider With(MediaProviderStatus status) =>
        new() { ApiVersion = ApiVersion, Kind = Kind, Metadata = Metadata, Spec = Spec, Status = status };
}
