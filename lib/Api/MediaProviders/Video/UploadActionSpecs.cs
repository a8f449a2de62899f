using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Onair.Api.MediaProviders.Video;

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

/// <summary>What a state of an upload means.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<UploadState>))]
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
