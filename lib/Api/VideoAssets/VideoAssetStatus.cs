using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Onair.Api.Common;
using Onair.Api.Schema;
using Onair.Kubernetes.Serialization;

namespace Onair.Api.VideoAssets;

/// <summary>The last observed state of a VideoAsset.</summary>
public sealed record VideoAssetStatus : IResourceStatus
{
    /// <summary>The generation of the spec that this status describes.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>One-word summary for humans. Programs should read the conditions and the state.</summary>
    public string? Phase { get; set; }

    /// <summary>Ready: the video plays. Reconciling: work is in progress. Stalled: the asset needs user action.</summary>
    [ListMapKey("type")]
    public IReadOnlyList<Condition> Conditions { get; set; } = [];

    /// <summary>State of the asset.</summary>
    public VideoAssetState? State { get; set; }

    /// <summary>Error message in state Errored.</summary>
    public string? Error { get; set; }

    /// <summary>Name of the MediaProvider whose video service is used.</summary>
    public string? Provider { get; set; }

    /// <summary>Number of uploads and assets created at the service so far.</summary>
    public int? Creations { get; set; }

    /// <summary>When the upload or the asset was requested.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>A creation in progress. If the response is lost, Onair still finds what was created.</summary>
    public VideoCreationStatus? Creation { get; set; }

    /// <summary>The direct upload.</summary>
    public UploadStatus? Upload { get; set; }

    /// <summary>Id of the asset at the service.</summary>
    public string? AssetId { get; set; }

    /// <summary>
    /// Set while the service does not find the upload or the asset. After three such answers over at least 30 seconds it counts as lost;
    /// Onair keeps looking for a lost asset.
    /// </summary>
    public NotFoundStatus? NotFound { get; set; }

    /// <summary>When the asset became ready.</summary>
    public DateTimeOffset? ReadyAt { get; set; }

    /// <summary>Where the asset plays.</summary>
    public AssetPlaybackStatus? Playback { get; set; }

    /// <summary>URL of the thumbnail. For signed assets, the URL is in the Secret.</summary>
    public string? ThumbnailUrl { get; set; }

    /// <summary>Media properties.</summary>
    public MediaStatus? Media { get; set; }

    /// <summary>The value of the annotation <c>onair.dev/new-upload</c> that was last handled.</summary>
    public string? NewUpload { get; set; }

    /// <summary>The value of the annotation <c>onair.dev/cancel-upload</c> that was last handled.</summary>
    public string? CancelUpload { get; set; }

    /// <summary>The value of the annotation <c>onair.dev/retry</c> that was last handled.</summary>
    public string? Retry { get; set; }

    /// <summary>Events that have not been delivered yet.</summary>
    public OutboxStatus? Outbox { get; set; }
}

/// <summary>The state of a VideoAsset.</summary>
[JsonConverter(typeof(WordConverter<VideoAssetState>))]
public enum VideoAssetState
{
    /// <summary>Waiting for the upload, the section or the service.</summary>
    Waiting,

    /// <summary>The service is processing the video.</summary>
    Preparing,

    /// <summary>The video plays.</summary>
    Ready,

    /// <summary>The service could not process the video.</summary>
    Errored,

    /// <summary>Nothing was uploaded before the URL expired.</summary>
    TimedOut,

    /// <summary>The upload was canceled.</summary>
    Cancelled,
}

/// <summary>A creation at the service, recorded before the request is sent.</summary>
public sealed record VideoCreationStatus
{
    /// <summary>Token that the service stores with the upload or asset, so that Onair can find it again: <c>uid/number</c>.</summary>
    [Required]
    public string Token { get; set; } = "";

    /// <summary>When it was recorded.</summary>
    [Required]
    public DateTimeOffset At { get; set; }
}

/// <summary>An upload at the video service.</summary>
public sealed record UploadStatus
{
    /// <summary>Id of the upload.</summary>
    [Required]
    public string Id { get; set; } = "";

    /// <summary>The token that it was created with.</summary>
    [Required]
    public string Token { get; set; } = "";

    /// <summary>When the upload URL expires: a client must start uploading before.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>The Secret with the upload URL under the key <c>url</c>; absent once the URL can no longer be used.</summary>
    public string? SecretName { get; set; }
}

/// <summary>The service's answers that an upload or asset is not found.</summary>
public sealed record NotFoundStatus
{
    /// <summary>When the first of them arrived.</summary>
    [Required]
    public DateTimeOffset Since { get; set; }

    /// <summary>Number of such answers, counted up to 3.</summary>
    [Required]
    public int Answers { get; set; }
}

/// <summary>Where an asset plays.</summary>
public sealed record AssetPlaybackStatus
{
    /// <summary>Playback id: the id in viewers' URLs.</summary>
    [Required]
    public string Id { get; set; } = "";

    /// <summary>URL of the HLS playlist. For signed assets, it lacks the token, which is in the Secret.</summary>
    public string? Url { get; set; }

    /// <summary>For signed assets, the Secret with tokens and signed URLs.</summary>
    public string? SecretName { get; set; }

    /// <summary>When these tokens expire.</summary>
    public DateTimeOffset? TokenExpiresAt { get; set; }

    /// <summary>Id of the key that signed these tokens.</summary>
    public string? KeyId { get; set; }
}

/// <summary>Media properties of a video, as reported by the service.</summary>
public sealed record MediaStatus
{
    /// <summary>Duration in seconds.</summary>
    public double? DurationSeconds { get; set; }

    /// <summary>Duration for humans, e.g. <c>1h2m3s</c>.</summary>
    public string? Duration { get; set; }

    /// <summary>Width and height of the video, e.g. <c>1920x1080</c>.</summary>
    public string? Resolution { get; set; }

    /// <summary>Frames per second.</summary>
    public double? FrameRate { get; set; }

    /// <summary>Total bit rate of all tracks in bits per second.</summary>
    public long? Bitrate { get; set; }

    /// <summary>Size of the file in bytes.</summary>
    public long? Bytes { get; set; }

    /// <summary>Container format, e.g. <c>mp4</c>.</summary>
    public string? Format { get; set; }

    /// <summary>Video codec, e.g. <c>h264</c>.</summary>
    public string? VideoCodec { get; set; }

    /// <summary>Audio codec, e.g. <c>aac</c>.</summary>
    public string? AudioCodec { get; set; }

    /// <summary>Tracks.</summary>
    public IReadOnlyList<TrackStatus> Tracks { get; set; } = [];
}

/// <summary>A track.</summary>
public sealed record TrackStatus
{
    /// <summary>Type: video, audio or text.</summary>
    [Required]
    public string Type { get; set; } = "";

    /// <summary>Codec.</summary>
    public string? Codec { get; set; }

    /// <summary>Width in pixels.</summary>
    public int? Width { get; set; }

    /// <summary>Height in pixels.</summary>
    public int? Height { get; set; }

    /// <summary>Frames per second.</summary>
    public double? FrameRate { get; set; }

    /// <summary>Audio channels.</summary>
    public int? Channels { get; set; }
}
