using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Onair.Api.Common;
using Onair.Api.Schema;
using Onair.Kubernetes.Serialization;

namespace Onair.Api.VideoAssets;

/// <summary>
/// A video at a video service: uploaded by a client, fetched from a URL, or taken from a section of an ArchiveSplit. The provider, the
/// source and the playback policy are immutable: for another video, create another VideoAsset.
/// </summary>
public sealed record VideoAssetSpec
{
    /// <summary>The MediaProvider; must have <c>spec.video</c>.</summary>
    [Required]
    public ProviderReference ProviderRef { get; set; } = new();

    /// <summary>Source of the video: exactly one.</summary>
    [Required]
    public VideoSourceSpec Source { get; set; } = new();

    /// <summary>Who can watch the video.</summary>
    public PlaybackPolicy PlaybackPolicy { get; set; } = PlaybackPolicy.Public;

    /// <summary>Playback tokens, for the policy Signed.</summary>
    public SignedPlaybackSpec SignedPlayback { get; set; } = new();

    /// <summary>The thumbnail of the video.</summary>
    public ThumbnailSpec Thumbnail { get; set; } = new();

    /// <summary>Title. Sent to the service when the asset is created. Absent: no title.</summary>
    [MinSize(1), MaxSize(200)]
    public string? Title { get; set; }

    /// <summary>Description, for humans and programs that read the resource. Absent: no description.</summary>
    [MinSize(1), MaxSize(4096)]
    public string? Description { get; set; }

    /// <summary>Chapters, ordered by start time, without overlaps and within the duration.</summary>
    [MaxSize(500)]
    public IReadOnlyList<ChapterSpec> Chapters { get; set; } = [];

    /// <summary>Custom metadata by name, for humans and programs that read the resource.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; set; } = new Dictionary<string, string>();

    /// <summary>What happens to the asset at the service when the VideoAsset is deleted.</summary>
    public DeletionPolicy DeletionPolicy { get; set; } = DeletionPolicy.Delete;
}

/// <summary>Source of a video.</summary>
public sealed record VideoSourceSpec
{
    /// <summary>A client uploads the video. The upload URL is stored in a Secret. Absent: the video has another source.</summary>
    public DirectUploadSpec? DirectUpload { get; set; }

    /// <summary>
    /// The service fetches the video: an http or https URL of a file, e.g. <c>https://media.example.com/talk.mp4</c>. Absent: the video
    /// has another source.
    /// </summary>
    [RegularExpression(Patterns.HttpUrl), MaxSize(2048)]
    public string? Url { get; set; }

    /// <summary>
    /// The video is a section of an ArchiveSplit in the same namespace, used as soon as it is cut. Absent: the video has another source.
    /// </summary>
    public ArchiveSplitSectionReference? ArchiveSplitRef { get; set; }
}

/// <summary>An upload by a client, e.g. a browser with UpChunk.</summary>
public sealed record DirectUploadSpec
{
    /// <summary>Origin of the page that uploads, e.g. <c>https://studio.example.com</c>, for CORS. Absent: browsers cannot upload.</summary>
    [RegularExpression(@"^(\*|https?://[^\s/?#@]+)$"), MaxSize(253)]
    public string? CorsOrigin { get; set; }

    /// <summary>Lifetime of the upload URL in seconds. The annotation <c>onair.dev/new-upload</c> requests a new URL.</summary>
    [Range(60, 604_800)]
    public int TimeoutSeconds { get; set; } = 3_600;

    /// <summary>Name of the Secret that the operator creates for the upload URL. Default: the VideoAsset's name with <c>-upload</c>.</summary>
    [RegularExpression(Patterns.Name), MaxSize(253)]
    public string? SecretName { get; set; }
}

/// <summary>A section of an ArchiveSplit.</summary>
public sealed record ArchiveSplitSectionReference
{
    /// <summary>Name of the ArchiveSplit.</summary>
    [Required, RegularExpression(Patterns.Name), MaxSize(253)]
    public string Name { get; set; } = "";

    /// <summary>Index of the section, starting at 0.</summary>
    [Range(0, 499)]
    public int Section { get; set; }
}

/// <summary>Who can watch the video.</summary>
[JsonConverter(typeof(WordConverter<PlaybackPolicy>))]
public enum PlaybackPolicy
{
    /// <summary>Anyone with the URL.</summary>
    Public,

    /// <summary>Anyone with a valid token. The operator keeps a fresh token in a Secret.</summary>
    Signed,
}

/// <summary>Playback tokens of a signed asset.</summary>
public sealed record SignedPlaybackSpec
{
    /// <summary>How long a token is valid, in seconds. The operator replaces it after two thirds of that time.</summary>
    [Range(60, 31_536_000)]
    public int TtlSeconds { get; set; } = 604_800;

    /// <summary>Name of the Secret that the operator creates for tokens and signed URLs. Default: the VideoAsset's name with <c>-playback</c>.</summary>
    [RegularExpression(Patterns.Name), MaxSize(253)]
    public string? SecretName { get; set; }
}

/// <summary>The thumbnail of a video.</summary>
public sealed record ThumbnailSpec
{
    /// <summary>Position in the video, in seconds from its beginning.</summary>
    [Range(0d, 604_800d)]
    public double TimeSeconds { get; set; }

    /// <summary>Width in pixels.</summary>
    [Range(16, 3840)]
    public int Width { get; set; } = 640;

    /// <summary>Height in pixels. Default: follows from the video's aspect ratio.</summary>
    [Range(16, 2160)]
    public int? Height { get; set; }

    /// <summary>File format.</summary>
    public ThumbnailFormat Format { get; set; } = ThumbnailFormat.Jpg;
}

/// <summary>File format of a thumbnail.</summary>
[JsonConverter(typeof(WordConverter<ThumbnailFormat>))]
public enum ThumbnailFormat
{
    /// <summary>A JPEG picture.</summary>
    Jpg,

    /// <summary>A picture in PNG, without losses.</summary>
    Png,

    /// <summary>A picture in WebP, smaller than JPEG.</summary>
    WebP,
}

/// <summary>A chapter.</summary>
public sealed record ChapterSpec
{
    /// <summary>Start, in seconds from the beginning of the video.</summary>
    [Required, Range(0d, 604_800d)]
    public double StartSeconds { get; set; }

    /// <summary>End, in seconds from the beginning of the video. Default: the start of the next chapter or the end of the video.</summary>
    [Range(0d, 604_800d)]
    public double? EndSeconds { get; set; }

    /// <summary>Title.</summary>
    [Required, MinSize(1), MaxSize(200)]
    public string Title { get; set; } = "";
}
