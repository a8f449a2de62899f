using System.ComponentModel.DataAnnotations;

namespace Onair.Api.MediaProviders.Video;

/// <summary>
/// The action map: which requests to send to a video service, and how to read its responses. URLs, headers and bodies are Handlebars
/// templates; paths are JSONPath.
/// </summary>
public sealed record VideoActionsSpec
{
    /// <summary>Headers of all requests, e.g. <c>Authorization: Bearer {{credentials.token}}</c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();

    /// <summary>Creates an upload URL for a client. Absent: the service has no direct uploads.</summary>
    public CreateUploadSpec? CreateUpload { get; set; }

    /// <summary>Gets an upload. Required with <c>createUpload</c>. Absent: the service has no direct uploads.</summary>
    public GetUploadSpec? GetUpload { get; set; }

    /// <summary>Finds an upload by its token after the response to <c>createUpload</c> was lost. Absent: the request is repeated with the same token.</summary>
    public FindSpec? FindUpload { get; set; }

    /// <summary>Cancels an unused upload. Absent: the upload expires.</summary>
    public VideoRequestSpec? CancelUpload { get; set; }

    /// <summary>Creates an asset from a URL that the service fetches. Absent: the service does not support URLs.</summary>
    public CreateAssetSpec? CreateAsset { get; set; }

    /// <summary>Gets an asset.</summary>
    [Required]
    public GetAssetSpec GetAsset { get; set; } = new();

    /// <summary>Gets media properties that <c>getAsset</c> does not return; called once, when the asset is ready. Absent: <c>getAsset</c> returns all.</summary>
    public InspectAssetSpec? InspectAsset { get; set; }

    /// <summary>Finds an asset by its token after the response to <c>createAsset</c> was lost. Absent: the request is repeated with the same token.</summary>
    public FindSpec? FindAsset { get; set; }

    /// <summary>Deletes an asset.</summary>
    [Required]
    public VideoRequestSpec DeleteAsset { get; set; } = new();

    /// <summary>Playback URL: an HLS playlist.</summary>
    [Required]
    public ViewUrlSpec Playback { get; set; } = new();

    /// <summary>Thumbnail URL. Absent: the service has no thumbnails.</summary>
    public ViewUrlSpec? Thumbnail { get; set; }

    /// <summary>Storyboard URL. Absent: the service has no storyboards.</summary>
    public ViewUrlSpec? Storyboard { get; set; }

    /// <summary>How the service reports changes by webhook. Absent: the service is only polled.</summary>
    public CallbackSpec? Callback { get; set; }
}
