using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Onair.Api.MediaProviders.Video;

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

/// <summary>What a state of an asset means.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AssetState>))]
public enum AssetState
{
    /// <summary>The service works on it.</summary>
    Preparing,

    /// <summary>It plays.</summary>
    Ready,

    /// <summary>It cannot be played.</summary>
    Errored,
}
