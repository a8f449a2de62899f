using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Onair.Api.Schema;
using Onair.Kubernetes.Serialization;

namespace Onair.Api.MediaProviders.Video;

/// <summary>Creates an upload.</summary>
public sealed record CreateUploadSpec
{
    /// <summary>Templates can use <c>token</c>, <c>upload.corsOrigin</c>, <c>upload.timeoutSeconds</c> and <c>resource</c>.</summary>
    [Required]
    public VideoRequestSpec Request { get; set; } = new();

    /// <summary>Path of the id in the response.</summary>
    [Required, MinSize(1), MaxSize(256)]
    public string Id { get; set; } = "";

    /// <summary>Path of the upload URL.</summary>
    [Required, MinSize(1), MaxSize(256)]
    public string Url { get; set; } = "";
}

/// <summary>Gets an upload.</summary>
public sealed record GetUploadSpec
{
    /// <summary>Templates can use <c>upload.id</c>.</summary>
    [Required]
    public VideoRequestSpec Request { get; set; } = new();

    /// <summary>Path of the state.</summary>
    [Required, MinSize(1), MaxSize(256)]
    public string State { get; set; } = "";

    /// <summary>Maps the service's states to Onair's.</summary>
    [Required]
    public IReadOnlyDictionary<string, UploadState> States { get; set; } = new Dictionary<string, UploadState>();

    /// <summary>Path of the upload URL. Absent: only <c>createUpload</c> returns it.</summary>
    [MinSize(1), MaxSize(256)]
    public string? Url { get; set; }

    /// <summary>Path of the asset's id, which is present once the asset exists.</summary>
    [Required, MinSize(1), MaxSize(256)]
    public string AssetId { get; set; } = "";

    /// <summary>
    /// Path of the token that it was created with, which proves whose it is. Absent: an id in the status of a VideoAsset is proof enough.
    /// </summary>
    [MinSize(1), MaxSize(256)]
    public string? Token { get; set; }

    /// <summary>Path of the error message. Absent: no message is shown.</summary>
    [MinSize(1), MaxSize(256)]
    public string? Error { get; set; }
}

/// <summary>The state of an upload at the service.</summary>
[JsonConverter(typeof(WordConverter<UploadState>))]
public enum UploadState
{
    /// <summary>The upload has not started or is incomplete.</summary>
    Waiting,

    /// <summary>The asset exists.</summary>
    AssetCreated,

    /// <summary>The service rejected the uploaded file.</summary>
    Errored,

    /// <summary>The upload was canceled.</summary>
    Cancelled,

    /// <summary>The upload expired.</summary>
    TimedOut,
}

/// <summary>Finds the upload or asset that was created with a token.</summary>
public sealed record FindSpec
{
    /// <summary>
    /// Templates can use <c>token</c>, and <c>page</c>, which starts at 1. Pages are requested until one has no new items.
    /// </summary>
    [Required]
    public VideoRequestSpec Request { get; set; } = new();

    /// <summary>Path of the list of items.</summary>
    [Required, MinSize(1), MaxSize(256)]
    public string Items { get; set; } = "";

    /// <summary>Path of the token within an item.</summary>
    [Required, MinSize(1), MaxSize(256)]
    public string Token { get; set; } = "";

    /// <summary>Path of the id within an item.</summary>
    [Required, MinSize(1), MaxSize(256)]
    public string Id { get; set; } = "";
}
