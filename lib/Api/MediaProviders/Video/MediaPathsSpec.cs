using System.ComponentModel.DataAnnotations;
using Onair.Api.Schema;

namespace Onair.Api.MediaProviders.Video;

/// <summary>Paths of media properties in a response. A property without a path, or absent from the response, is left out.</summary>
public sealed record MediaPathsSpec
{
    /// <summary>Duration in seconds. Absent: unknown.</summary>
    [MinSize(1), MaxSize(256)]
    public string? Duration { get; set; }

    /// <summary>Container format, e.g. <c>mp4</c>. Absent: unknown.</summary>
    [MinSize(1), MaxSize(256)]
    public string? Format { get; set; }

    /// <summary>Bits per second. Absent: unknown.</summary>
    [MinSize(1), MaxSize(256)]
    public string? Bitrate { get; set; }

    /// <summary>Bytes. Absent: unknown.</summary>
    [MinSize(1), MaxSize(256)]
    public string? Size { get; set; }

    /// <summary>Tracks. Absent: unknown.</summary>
    public TrackPathsSpec? Tracks { get; set; }
}

/// <summary>Paths of tracks in a response.</summary>
public sealed record TrackPathsSpec
{
    /// <summary>Path of the list of tracks. The other paths are relative to each track.</summary>
    [Required, MinSize(1), MaxSize(256)]
    public string Items { get; set; } = "";

    /// <summary>Type: <c>video</c>, <c>audio</c> or <c>text</c>.</summary>
    [Required, MinSize(1), MaxSize(256)]
    public string Type { get; set; } = "";

    /// <summary>Codec. Absent: unknown.</summary>
    [MinSize(1), MaxSize(256)]
    public string? Codec { get; set; }

    /// <summary>Width in pixels. Absent: unknown.</summary>
    [MinSize(1), MaxSize(256)]
    public string? Width { get; set; }

    /// <summary>Height in pixels. Absent: unknown.</summary>
    [MinSize(1), MaxSize(256)]
    public string? Height { get; set; }

    /// <summary>Frames per second. Absent: unknown.</summary>
    [MinSize(1), MaxSize(256)]
    public string? FrameRate { get; set; }

    /// <summary>Audio channels. Absent: unknown.</summary>
    [MinSize(1), MaxSize(256)]
    public string? Channels { get; set; }
}
