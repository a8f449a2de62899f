using System.Text.Json.Serialization;
using Onair.Api.ArchiveSplits;
using Onair.Api.MediaProviders;
using Onair.Kubernetes.Resources;

namespace Onair.Api.VideoAssets;

/// <summary>The VideoAsset resource.</summary>
public sealed class VideoAsset : CustomResource<VideoAssetSpec, VideoAssetStatus>
{
    /// <summary>The uid of a stored resource.</summary>
    [JsonIgnore]
    public string Uid => Metadata.Uid!;

    /// <summary>The recorded status; empty before the first write.</summary>
    [JsonIgnore]
    public VideoAssetStatus Recorded => Status ?? new();

    /// <summary>Name of the Secret with the upload's URL.</summary>
    [JsonIgnore]
    public string UploadSecretName => Spec.Source.DirectUpload?.SecretName ?? $"{Metadata.Name}-upload";

    /// <summary>Name of the Secret with tokens and signed URLs.</summary>
    [JsonIgnore]
    public string PlaybackSecretName => Spec.SignedPlayback.SecretName ?? $"{Metadata.Name}-playback";

    /// <summary>Everything that its rules check.</summary>
    /// <param name="provider">The MediaProvider that it names, if known.</param>
    /// <param name="split">The ArchiveSplit that it names, if known.</param>
    public VideoAssetCase Case(MediaProvider? provider, ArchiveSplit? split) => new(this) { Provider = provider?.Spec, Split = split };

    /// <summary>Copies the resource with another status. Resources in the cache are shared and must not be modified.</summary>
    public VideoAsset With(VideoAssetStatus status) =>
        new() { ApiVersion = ApiVersion, Kind = Kind, Metadata = Metadata, Spec = Spec, Status = status };
}
