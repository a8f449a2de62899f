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

/// <summary>A request.</summary>
public sealed record VideoRequestSpec
{
    /// <summary>Method.</summary>
    public VideoMethod Method { get; set; } = VideoMethod.GET;

    /// <summary>Template of the URL, e.g. <c>{{variables.api}}/video/v1/assets/{{asset.id}}</c>. Never with credentials: URLs are logged.</summary>
    [Required, MinLength(1), MaxLength(2048)]
    public string Url { get; set; } = "";

    /// <summary>Templates of further headers.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; set; } = new Dictionary<string, string>();

    /// <summary>
    /// Template of the body, which must come out as JSON: <c>{"title": {{json resource.title}}}</c>. Members that come out as null are
    /// left out. Absent: no body.
    /// </summary>
    [MaxLength(8192)]
    public string? Body { get; set; }
}

/// <summary>An HTTP method.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<VideoMethod>))]
public enum VideoMethod
{
    /// <summary>GET.</summary>
    GET,

    /// <summary>POST.</summary>
    POST,

    /// <summary>PUT.</summary>
    PUT,

    /// <summary>PATCH.</summary>
    PATCH,

    /// <summary>DELETE.</summary>
    DELETE,
}

/// <summary>Makes an upload.</summary>
public sealed record CreateUploadSpec
{
    /// <summary>Templates know <c>token</c>, <c>upload.corsOrigin</c>, <c>upload.timeoutSeconds</c> and <c>resource</c>.</summary>
    [Required]
    public VideoRequestSpec Request { get; set; } = new();

    /// <summary>Where its id is in the answer.</summary>
    [Required, MinLength(1), MaxLength(256)]
    public string Id { get; set; } = "";

    /// <summary>Where the URL to upload to is.</summary>
    [Required, MinLength(1), MaxLength(256)]
    public string Url { get; set; } = "";
}

/// <summary>Asks for an upload.</summary>
public sealed record GetUploadSpec
{
    /// <summary>Templates know <c>upload.id</c>.</summary>
    [Required]
    public VideoRequestSpec Request { get; set; } = new();

    /// <summary>Where its state is.</summary>
    [Required, MinLength(1), MaxLength(256)]
    public string State { get; set; } = "";

    /// <summary>What the service's words for states mean.</summary>
    [Required]
    public IReadOnlyDictionary<string, UploadState> States { get; set; } = new Dictionary<string, UploadState>();

    /// <summary>Where the URL to upload to is. Absent: it is only told once.</summary>
    [MinLength(1), MaxLength(256)]
    public string? Url { get; set; }

    /// <summary>Where the asset's id is, once there is one.</summary>
    [Required, MinLength(1), MaxLength(256)]
    public string AssetId { get; set; } = "";

    /// <summary>Where it says what is wrong. Absent: nobody is told.</summary>
    [MinLength(1), MaxLength(256)]
    public string? Error { get; set; }
}

/// <summary>Finds what was made with a token.</summary>
public sealed record FindSpec
{
    /// <summary>
    /// Templates know <c>token</c>, and <c>page</c>, which counts from 1: pages are asked for as long as they have items that were not there before.
    /// </summary>
    [Required]
    public VideoRequestSpec Request { get; set; } = new();

    /// <summary>Where the items are.</summary>
    [Required, MinLength(1), MaxLength(256)]
    public string Items { get; set; } = "";

    /// <summary>Where the token is in an item.</summary>
    [Required, MinLength(1), MaxLength(256)]
    public string Token { get; set; } = "";

    /// <summary>Where the id is in an item.</summary>
    [Required, MinLength(1), MaxLength(256)]
    public string Id { get; set; } = "";
}

/// <summary>Makes an asset out of a URL.</summary>
public sealed record CreateAssetSpec
{
    /// <summary>Templates know <c>token</c>, <c>source.url</c> and <c>resource</c>.</summary>
    [Required]
    public VideoRequestSpec Request { get; set; } = new();

    /// <summary>Where its id is in the answer.</summary>
    [Required, MinLength(1), MaxLength(256)]
    public string Id { get; set; } = "";
}

/// <summary>Asks for an asset.</summary>
public sealed record GetAssetSpec
{
    /// <summary>Templates know <c>asset.id</c>.</summary>
    [Required]
    public VideoRequestSpec Request { get; set; } = new();

    /// <summary>Where its state is.</summary>
    [Required, MinLength(1), MaxLength(256)]
    public string State { get; set; } = "";

    /// <summary>What the service's words for states mean.</summary>
    [Required]
    public IReadOnlyDictionary<string, AssetState> States { get; set; } = new Dictionary<string, AssetState>();

    /// <summary>Where it says what is wrong. Absent: nobody is told.</summary>
    [MinLength(1), MaxLength(256)]
    public string? Error { get; set; }

    /// <summary>Where the id is that URLs for viewers have. Absent: it is the asset's.</summary>
    [MinLength(1), MaxLength(256)]
    public string? PlaybackId { get; set; }

    /// <summary>Where it tells of its media.</summary>
    public MediaPathsSpec Media { get; set; } = new();
}

/// <summary>Asks for what an asset's media are.</summary>
public sealed record InspectAssetSpec
{
    /// <summary>Templates know <c>asset.id</c>.</summary>
    [Required]
    public VideoRequestSpec Request { get; set; } = new();

    /// <summary>Where it tells of its media.</summary>
    public MediaPathsSpec Media { get; set; } = new();
}

/// <summary>What a state of an upload means.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<UploadState>))]
public enum UploadState
{
    /// <summary>Nothing, or not all, was sent yet.</summary>
    Waiting,

    /// <summary>There is an asset.</summary>
    AssetCreated,

    /// <summary>What was sent could not be taken.</summary>
    Errored,

    /// <summary>Somebody ended it.</summary>
    Cancelled,

    /// <summary>It ran out.</summary>
    TimedOut,
}

/// <summary>What a state of an asset means.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(System.Text.Json.Serialization.JsonStringEnumConverter<AssetState>))]
public enum AssetState
{
    /// <summary>The service works on it.</summary>
    Preparing,

    /// <summary>It plays.</summary>
    Ready,

    /// <summary>It cannot be played.</summary>
    Errored,
}
