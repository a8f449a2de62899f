using System.ComponentModel.DataAnnotations;

namespace Onair.Api.MediaProviders.Video;

/// <summary>
/// The action map: how to ask a video service, and where in its answers to find what. URLs, headers and bodies are Handlebars
/// templates; places are JSONPath.
/// </summary>
public sealed record VideoActionsSpec
{
    /// <summary>Headers of every request, e.g. <c>Authorization: Bearer {{credentials.token}}</c>.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();

    /// <summary>Makes a URL that a client uploads to. Absent: the service takes no direct uploads.</summary>
    public CreateUploadSpec? CreateUpload { get; set; }

    /// <summary>Asks for an upload. Absent: only without <c>createUpload</c>.</summary>
    public GetUploadSpec? GetUpload { get; set; }

    /// <summary>Finds an upload by its token, when the answer to <c>createUpload</c> was lost. Absent: it is sent once more with the same token.</summary>
    public FindSpec? FindUpload { get; set; }

    /// <summary>Ends an upload that nothing was sent to. Absent: it is left to run out.</summary>
    public VideoRequestSpec? CancelUpload { get; set; }

    /// <summary>Makes an asset out of a URL that the service fetches. Absent: the service takes no URLs.</summary>
    public CreateAssetSpec? CreateAsset { get; set; }

    /// <summary>Asks for an asset.</summary>
    [Required]
    public GetAssetSpec GetAsset { get; set; } = new();

    /// <summary>Asks once, when an asset is ready, for what <c>getAsset</c> does not tell of its media. Absent: it tells all.</summary>
    public InspectAssetSpec? InspectAsset { get; set; }

    /// <summary>Finds an asset by its token, when the answer to <c>createAsset</c> was lost. Absent: it is sent once more with the same token.</summary>
    public FindSpec? FindAsset { get; set; }

    /// <summary>Deletes an asset.</summary>
    [Required]
    public VideoRequestSpec DeleteAsset { get; set; } = new();

    /// <summary>Where an asset is played: an HLS playlist.</summary>
    [Required]
    public ViewUrlSpec Playback { get; set; } = new();

    /// <summary>Where a picture of an asset is. Absent: the service has none.</summary>
    public ViewUrlSpec? Thumbnail { get; set; }

    /// <summary>Where the storyboard of an asset is. Absent: the service has none.</summary>
    public ViewUrlSpec? Storyboard { get; set; }

    /// <summary>What the service calls when something happened. Absent: it is only asked.</summary>
    public CallbackSpec? Callback { get; set; }
}
