using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Onair.Api.VideoAssets;

namespace Onair.Events.Data;

/// <summary>What happened to a VideoAsset, and its state afterwards.</summary>
public sealed record VideoAssetData : ResourceEventData
{
    /// <summary>The state of the asset.</summary>
    public VideoAssetState? State { get; init; }

    /// <summary>What went wrong.</summary>
    public string? Error { get; init; }

    /// <summary>Title, as declared.</summary>
    public string? Title { get; init; }

    /// <summary>Description, as declared.</summary>
    public string? Description { get; init; }

    /// <summary>Chapters, in order.</summary>
    [Required]
    public IReadOnlyList<ChapterData> Chapters { get; init; } = [];

    /// <summary>Further metadata, as declared.</summary>
    [Required]
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the video comes from.</summary>
    [Required]
    public VideoSourceData Source { get; init; } = new();

    /// <summary>Name of the MediaProvider whose service is used.</summary>
    public string? ProviderName { get; init; }

    /// <summary>Id of the asset at the service.</summary>
    public string? AssetId { get; init; }

    /// <summary>Id of the upload at the service.</summary>
    public string? UploadId { get; init; }

    /// <summary>Who may watch.</summary>
    [Required]
    public PlaybackPolicy PlaybackPolicy { get; init; }

    /// <summary>The id in URLs for viewers.</summary>
    public string? PlaybackId { get; init; }

    /// <summary>The HLS playlist; for signed assets without the token.</summary>
    public string? PlaybackUrl { get; init; }

    /// <summary>The thumbnail; absent for signed assets.</summary>
    public string? ThumbnailUrl { get; init; }

    /// <summary>Properties of the video, as far as the service reports them.</summary>
    public MediaData? Media { get; init; }

    /// <summary>When the VideoAsset was created.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>When it was first ready.</summary>
    public DateTimeOffset? ReadyAt { get; init; }
}

/// <summary>A chapter.</summary>
public sealed record ChapterData
{
    /// <summary>Its start, in seconds from the beginning.</summary>
    [Required]
    public double StartSeconds { get; init; }

    /// <summary>Its end, in seconds; absent: the start of the next, or the end of the video.</summary>
    public double? EndSeconds { get; init; }

    /// <summary>Title.</summary>
    [Required]
    public string Title { get; init; } = "";
}

/// <summary>Where a video comes from.</summary>
public sealed record VideoSourceData
{
    /// <summary>The kind of source.</summary>
    [Required]
    public VideoSourceKind Kind { get; init; }

    /// <summary>The URL that the service fetches, without user name, password and query; with kind Url.</summary>
    public string? Url { get; init; }

    /// <summary>Name of the ArchiveSplit; with kind ArchiveSplit.</summary>
    public string? ArchiveSplit { get; init; }

    /// <summary>Position of the section; with kind ArchiveSplit.</summary>
    public int? Section { get; init; }
}

/// <summary>The kind of source of a video.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<VideoSourceKind>))]
public enum VideoSourceKind
{
    /// <summary>A client uploads it.</summary>
    DirectUpload,

    /// <summary>The service fetches it from a URL.</summary>
    Url,

    /// <summary>It is a section of an ArchiveSplit.</summary>
    ArchiveSplit,
}

/// <summary>Properties of a video.</summary>
public sealed record MediaData
{
    /// <summary>Duration in seconds.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>Width and height of the picture, e.g. <c>1920x1080</c>.</summary>
    public string? Resolution { get; init; }

    /// <summary>Frames per second.</summary>
    public double? FrameRate { get; init; }

    /// <summary>Bits per second, of all tracks.</summary>
    public long? Bitrate { get; init; }

    /// <summary>Size of the file in bytes.</summary>
    public long? Bytes { get; init; }

    /// <summary>Container format, e.g. <c>mp4</c>.</summary>
    public string? Format { get; init; }

    /// <summary>Video codec, e.g. <c>h264</c>.</summary>
    public string? VideoCodec { get; init; }

    /// <summary>Audio codec, e.g. <c>aac</c>.</summary>
    public string? AudioCodec { get; init; }
}
