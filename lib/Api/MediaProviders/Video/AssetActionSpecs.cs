using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Onair.Api.Schema;
using Onair.Kubernetes.Serialization;

namespace Onair.Api.MediaProviders.Video;

/// <summary>Creates an asset from a URL.</summary>
public sealed record CreateAssetSpec
{
    /// <summary>Templates can use <c>token</c>, <c>source.url</c> and <c>resource</c>.</summary>
    [Required]
    public VideoRequestSpec Request { get; set; } = new();

    /// <summary>Path of the id in the response.</summary>
    [Required, MinSize(1), MaxSize(256)]
    public string Id { get; set; } = "";
}

/// <summary>Gets an asset.</summary>
public sealed record GetAssetSpec
{
    /// <summary>Templates can use <c>asset.id</c>.</summary>
    [Required]
    public VideoRequestSpec Request { get; set; } = new();

    /// <summary>Path of the state.</summary>
    [Required, MinSize(1), MaxSize(256)]
    public string State { get; set; } = "";

    /// <summary>Maps the service's states to Onair's.</summary>
    [Required]
    public IReadOnlyDictionary<string, AssetState> States { get; set; } = new Dictionary<string, AssetState>();

    /// <summary>Path of the error message. Absent: no message is shown.</summary>
    [MinSize(1), MaxSize(256)]
    public string? Error { get; set; }

    /// <summary>Path of the playback id, which viewers' URLs contain. Default: the asset's id.</summary>
    [MinSize(1), MaxSize(256)]
    public string? PlaybackId { get; set; }

    /// <summary>
    /// Path of the token that it was created with, which proves whose it is. Absent: an id in the status of a VideoAsset is proof enough.
    /// </summary>
    [MinSize(1), MaxSize(256)]
    public string? Token { get; set; }

    /// <summary>Paths of the media properties.</summary>
    public MediaPathsSpec Media { get; set; } = new();
}

/// <summary>Gets the media properties of an asset.</summary>
public sealed record InspectAssetSpec
{
    /// <summary>Templates can use <c>asset.id</c>.</summary>
    [Required]
    public VideoRequestSpec Request { get; set; } = new();

    /// <summary>Paths of the media properties.</summary>
    public MediaPathsSpec Media { get; set; } = new();
}

/// <summary>The state of an asset at the service.</summary>
[JsonConverter(typeof(WordConverter<AssetState>))]
public enum AssetState
{
    /// <summary>The service is processing the video.</summary>
    Preparing,

    /// <summary>The video plays.</summary>
    Ready,

    /// <summary>The video cannot be played.</summary>
    Errored,
}
