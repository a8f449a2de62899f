using System.ComponentModel.DataAnnotations;

namespace Onair.Api.MediaProviders.Video;

/// <summary>Where an answer tells of media. What has no path, or is not there, is left out.</summary>
public sealed record MediaPathsSpec
{
    /// <summary>Duration in seconds. Absent: not told.</summary>
    [MinLength(1), MaxLength(256)]
    public string? Duration { get; set; }

    /// <summary>Container format, e.g. <c>mp4</c>. Absent: not told.</summary>
    [MinLength(1), MaxLength(256)]
    public string? Format { get; set; }

    /// <summary>Bits per second. Absent: not told.</summary>
    [MinLength(1), MaxLength(256)]
    public string? Bitrate { get; set; }

    /// <summary>Bytes. Absent: not told.</summary>
    [MinLength(1), MaxLength(256)]
    public string? Size { get; set; }

    /// <summary>The tracks. Absent: not told.</summary>
    public TrackPathsSpec? Tracks { get; set; }
}

/// <summary>Where an answer tells of tracks.</summary>
public sealed record TrackPathsSpec
{
    /// <summary>Where they are. The other paths begin at each.</summary>
    [Required, MinLength(1), MaxLength(256)]
    public string Items { get; set; } = "";

    /// <summary>Its type: <c>video</c>, <c>audio</c>, <c>text</c>.</summary>
    [Required, MinLength(1), MaxLength(256)]
    public string Type { get; set; } = "";

    /// <summary>Codec. Absent: not told.</summary>
    [MinLength(1), MaxLength(256)]
    public string? Codec { get; set; }

    /// <summary>Width in pixels. Absent: not told.</summary>
    [MinLength(1), MaxLength(256)]
    public string? Width { get; set; }

    /// <summary>Height in pixels. Absent: not told.</summary>
    [MinLength(1), MaxLength(256)]
    public string? Height { get; set; }

    /// <summary>Frames per second. Absent: not told.</summary>
    [MinLength(1), MaxLength(256)]
    public string? FrameRate { get; set; }

    /// <summary>Audio channels. Absent: not told.</summary>
    [MinLength(1), MaxLength(256)]
    public string? Channels { get; set; }
}
