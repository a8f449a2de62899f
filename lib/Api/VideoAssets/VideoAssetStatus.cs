using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Onair.Api.Common;
using Onair.Api.Schema;

namespace Onair.Api.VideoAssets;

/// <summary>What was last observed of a VideoAsset.</summary>
public sealed record VideoAssetStatus
{
    /// <summary>The generation of the spec that this status was made from.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>A word for people; programs read the conditions and the state.</summary>
    public string? Phase { get; set; }

    /// <summary>Ready: it plays. Reconciling: it is on its way there. Stalled: it never will be without somebody's help.</summary>
    [ListMapKey("type")]
    public IReadOnlyList<Condition> Conditions { get; set; } = [];

    /// <summary>How far it is.</summary>
    public VideoAssetState? State { get; set; }

    /// <summary>What went wrong, with state Errored.</summary>
    public string? Error { get; set; }

    /// <summary>Name of the MediaProvider whose service is used.</summary>
    public string? Provider { get; set; }

    /// <summary>How often something was created at the service for it.</summary>
    public int? Creations { get; set; }

    /// <summary>When the upload, or the asset of a source, was asked for.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>The creation that is under way: its answer may be lost, but not what it made.</summary>
    public VideoCreationStatus? Creation { get; set; }

    /// <summary>The upload.</summary>
    public UploadStatus? Upload { get; set; }

    /// <summary>Id of the asset at the service.</summary>
    public string? AssetId { get; set; }

    /// <summary>When the asset became ready.</summary>
    public DateTimeOffset? ReadyAt { get; set; }

    /// <summary>Where it is watched.</summary>
    public AssetPlaybackStatus? Playback { get; set; }

    /// <summary>Where its picture is; for signed assets the URL is in the Secret.</summary>
    public string? ThumbnailUrl { get; set; }

    /// <summary>What it consists of.</summary>
    public MediaStatus? Media { get; set; }

    /// <summary>The value of the annotation <c>onair.dev/new-upload</c> that was last acted on.</summary>
    public string? NewUpload { get; set; }

    /// <summary>The value of the annotation <c>onair.dev/cancel-upload</c> that was last acted on.</summary>
    public string? CancelUpload { get; set; }

    /// <summary>The value of the annotation <c>onair.dev/retry</c> that was last acted on.</summary>
    public string? Retry { get; set; }

    /// <summary>What EventSinks are still to be told.</summary>
    public OutboxStatus? Outbox { get; set; }
}

/// <summary>How far a VideoAsset is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VideoAssetState>))]
public enum VideoAssetState
{
    /// <summary>For the upload, the section, or the service.</summary>
    Waiting,

    /// <summary>The service works on it.</summary>
    Preparing,

    /// <summary>It plays.</summary>
    Ready,

    /// <summary>The service could not make a video of it.</summary>
    Errored,

    /// <summary>Nobody uploaded anything in time.</summary>
    TimedOut,

    /// <summary>Somebody ended the upload.</summary>
    Cancelled,
}

/// <summary>A creation at the service, recorded before it is asked for.</summary>
public sealed record VideoCreationStatus
{
    /// <summary>What the service keeps with what it makes, and by which it is found again: <c>uid/number</c>.</summary>
    [Required]
    public string Token { get; set; } = "";

    /// <summary>When it was recorded.</summary>
    [Required]
    public DateTimeOffset At { get; set; }
}

/// <summary>An upload at the service.</summary>
public sealed record UploadStatus
{
    /// <summary>Its id.</summary>
    [Required]
    public string Id { get; set; } = "";

    /// <summary>The token that it was made with.</summary>
    [Required]
    public string Token { get; set; } = "";

    /// <summary>Until when a client can begin to upload.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>The Secret with the URL, under the key <c>url</c>, as long as it can be used.</summary>
    public string? SecretName { get; set; }
}

/// <summary>Where an asset is watched.</summary>
public sealed record AssetPlaybackStatus
{
    /// <summary>The id that URLs for viewers have.</summary>
    [Required]
    public string Id { get; set; } = "";

    /// <summary>The HLS playlist; for signed assets without the token, which is in the Secret.</summary>
    public string? Url { get; set; }

    /// <summary>The Secret with tokens and signed URLs, for signed assets.</summary>
    public string? SecretName { get; set; }

    /// <summary>Until when the tokens in it are valid.</summary>
    public DateTimeOffset? TokenExpiresAt { get; set; }

    /// <summary>Id of the key that they are signed with.</summary>
    public string? KeyId { get; set; }
}

/// <summary>What a video consists of, as far as the service tells.</summary>
public sealed record MediaStatus
{
    /// <summary>Duration in seconds.</summary>
    public double? DurationSeconds { get; set; }

    /// <summary>The same for people, e.g. <c>1h2m3s</c>.</summary>
    public string? Duration { get; set; }

    /// <summary>Width and height of the picture, e.g. <c>1920x1080</c>.</summary>
    public string? Resolution { get; set; }

    /// <summary>Frames per second.</summary>
    public double? FrameRate { get; set; }

    /// <summary>Bits per second, of all tracks.</summary>
    public long? Bitrate { get; set; }

    /// <summary>Size of the file in bytes.</summary>
    public long? Bytes { get; set; }

    /// <summary>Container format, e.g. <c>mp4</c>.</summary>
    public string? Format { get; set; }

    /// <summary>Codec of the picture, e.g. <c>h264</c>.</summary>
    public string? VideoCodec { get; set; }

    /// <summary>Codec of the sound, e.g. <c>aac</c>.</summary>
    public string? AudioCodec { get; set; }

    /// <summary>The tracks.</summary>
    public IReadOnlyList<TrackStatus> Tracks { get; set; } = [];
}

/// <summary>A track.</summary>
public sealed record TrackStatus
{
    /// <summary>video, audio or text.</summary>
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
