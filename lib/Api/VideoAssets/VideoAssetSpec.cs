using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Onair.Api.Common;
using Onair.Api.Schema;

namespace Onair.Api.VideoAssets;

/// <summary>
/// A video at a video service: uploaded by a client, fetched from a URL or taken from a section of an ArchiveSplit. The provider, the
/// source and the playback policy are fixed once it is created: another video is another VideoAsset.
/// </summary>
[CustomResource(Kind = "VideoAsset", Plural = "videoassets", ShortName = "asset", Status = typeof(VideoAssetStatus))]
[PrinterColumn("Provider", ".spec.providerRef.name")]
[PrinterColumn("State", ".status.state")]
[PrinterColumn("Duration", ".status.media.duration")]
[PrinterColumn("Ready", ".status.conditions[?(@.type==\"Ready\")].status")]
[PrinterColumn("Resolution", ".status.media.resolution", Priority = 1)]
[PrinterColumn("Asset", ".status.assetId", Priority = 1)]
[PrinterColumn("Playback", ".status.playback.url", Priority = 1)]
[PrinterColumn("Age", ".metadata.creationTimestamp", Type = "date")]
public sealed record VideoAssetSpec
{
    /// <summary>The MediaProvider, one with <c>spec.video</c>.</summary>
    [Required]
    public ProviderReference ProviderRef { get; set; } = new();

    /// <summary>Where the video comes from: exactly one.</summary>
    [Required]
    public VideoSourceSpec Source { get; set; } = new();

    /// <summary>Who may watch.</summary>
    public PlaybackPolicy PlaybackPolicy { get; set; } = PlaybackPolicy.Public;

    /// <summary>The tokens of the policy Signed.</summary>
    public SignedPlaybackSpec SignedPlayback { get; set; } = new();

    /// <summary>The picture that stands for the video.</summary>
    public ThumbnailSpec Thumbnail { get; set; } = new();

    /// <summary>Title. Given to the service when the asset is made. Absent: it has none.</summary>
    [MinLength(1), MaxLength(200)]
    public string? Title { get; set; }

    /// <summary>What it shows, for people and programs that read the resource. Absent: nothing is said of it.</summary>
    [MinLength(1), MaxLength(4096)]
    public string? Description { get; set; }

    /// <summary>Chapters, in the order of their starts, without overlap and within the duration.</summary>
    [MaxLength(500)]
    public IReadOnlyList<ChapterSpec> Chapters { get; set; } = [];

    /// <summary>Anything else, by name, for people and programs that read the resource.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; set; } = new Dictionary<string, string>();

    /// <summary>What happens to the asset at the service when the VideoAsset is deleted.</summary>
    public DeletionPolicy DeletionPolicy { get; set; } = DeletionPolicy.Delete;
}

/// <summary>Where a video comes from.</summary>
public sealed record VideoSourceSpec
{
    /// <summary>A client uploads it, to a URL that is put into a Secret. Absent: the video comes from elsewhere.</summary>
    public DirectUploadSpec? DirectUpload { get; set; }

    /// <summary>
    /// The service fetches it: an http or https URL of a file, e.g. <c>https://media.example.com/talk.mp4</c>. Absent: the video comes
    /// from elsewhere.
    /// </summary>
    [RegularExpression(Patterns.HttpUrl), MaxLength(2048)]
    public string? Url { get; set; }

    /// <summary>
    /// It is a section of an ArchiveSplit in the same namespace, taken when it is cut. Absent: the video comes from elsewhere.
    /// </summary>
    public ArchiveSplitSectionReference? ArchiveSplitRef { get; set; }
}

/// <summary>An upload by a client, e.g. a browser with UpChunk.</summary>
public sealed record DirectUploadSpec
{
    /// <summary>Origin of the page that uploads, e.g. <c>https://studio.example.com</c>, for CORS. Absent: browsers cannot upload.</summary>
    [RegularExpression(@"^(\*|https?://[^\s/?#@]+)$"), MaxLength(253)]
    public string? CorsOrigin { get; set; }

    /// <summary>How long the URL lives, in seconds. A new one is made with the annotation <c>onair.dev/new-upload</c>.</summary>
    [Range(60, 604_800)]
    public int TimeoutSeconds { get; set; } = 3_600;

    /// <summary>The Secret for the URL, made by the operator. Absent: the name of the VideoAsset with <c>-upload</c>.</summary>
    [RegularExpression(Patterns.Name), MaxLength(253)]
    public string? SecretName { get; set; }
}

/// <summary>A section of an ArchiveSplit.</summary>
public sealed record ArchiveSplitSectionReference
{
    /// <summary>Name of the ArchiveSplit.</summary>
    [Required, RegularExpression(Patterns.Name), MaxLength(253)]
    public string Name { get; set; } = "";

    /// <summary>Position of the section, from 0.</summary>
    [Range(0, 499)]
    public int Section { get; set; }
}

/// <summary>Who may watch.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PlaybackPolicy>))]
public enum PlaybackPolicy
{
    /// <summary>Whoever has the URL.</summary>
    Public,

    /// <summary>Whoever has a token that is valid. The operator keeps a fresh one in a Secret.</summary>
    Signed,
}

/// <summary>The tokens of a signed asset.</summary>
public sealed record SignedPlaybackSpec
{
    /// <summary>How long a token is valid, in seconds. Its successor is there when two thirds of that are over.</summary>
    [Range(60, 31_536_000)]
    public int TtlSeconds { get; set; } = 604_800;

    /// <summary>The Secret for tokens and signed URLs, made by the operator. Absent: the name of the VideoAsset with <c>-playback</c>.</summary>
    [RegularExpression(Patterns.Name), MaxLength(253)]
    public string? SecretName { get; set; }
}

/// <summary>The picture that stands for a video.</summary>
public sealed record ThumbnailSpec
{
    /// <summary>Its moment, in seconds from the beginning.</summary>
    [Range(0d, 604_800d)]
    public double TimeSeconds { get; set; }

    /// <summary>Width in pixels.</summary>
    [Range(16, 3840)]
    public int Width { get; set; } = 640;

    /// <summary>Height in pixels. Absent: by the video's shape.</summary>
    [Range(16, 2160)]
    public int? Height { get; set; }

    /// <summary>File format.</summary>
    public ThumbnailFormat Format { get; set; } = ThumbnailFormat.Jpg;
}

/// <summary>File format of a picture.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ThumbnailFormat>))]
public enum ThumbnailFormat
{
    /// <summary>JPEG.</summary>
    Jpg,

    /// <summary>PNG.</summary>
    Png,

    /// <summary>WebP.</summary>
    WebP,
}

/// <summary>A chapter.</summary>
public sealed record ChapterSpec
{
    /// <summary>Its start, in seconds from the beginning.</summary>
    [Required, Range(0d, 604_800d)]
    public double StartSeconds { get; set; }

    /// <summary>Its end, in seconds. Absent: the start of the next, or the end of the video.</summary>
    [Range(0d, 604_800d)]
    public double? EndSeconds { get; set; }

    /// <summary>Title.</summary>
    [Required, MinLength(1), MaxLength(200)]
    public string Title { get; set; } = "";
}
