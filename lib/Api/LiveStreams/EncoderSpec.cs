using System.ComponentModel.DataAnnotations;
using Onair.Api.Schema;

namespace Onair.Api.LiveStreams;

/// <summary>Encoder settings: an ABR ladder of H.264 and AAC renditions.</summary>
public sealed record EncoderSpec
{
    /// <summary>The ladder, highest quality first. The first rendition is also the one that is recorded.</summary>
    [MinSize(1), MaxSize(8)]
    public IReadOnlyList<RenditionSpec> Renditions { get; set; } =
    [
        new() { Width = 1280, Height = 720, Bitrate = 2_500_000 },
        new() { Width = 640, Height = 360, Bitrate = 800_000 },
    ];

    /// <summary>GOP length: the key frame interval in seconds. Segment durations are rounded to the nearest multiple of it.</summary>
    [Range(1, 10)]
    public int GopSeconds { get; set; } = 2;
}

/// <summary>One rendition of the ladder.</summary>
public sealed record RenditionSpec
{
    /// <summary>Width in pixels; must be even.</summary>
    [Required, Range(64, 4096), MultipleOf(2)]
    public int Width { get; set; }

    /// <summary>Height in pixels; must be even.</summary>
    [Required, Range(64, 2160), MultipleOf(2)]
    public int Height { get; set; }

    /// <summary>Video bit rate in bits per second.</summary>
    [Required, Range(100_000, 50_000_000)]
    public int Bitrate { get; set; }

    /// <summary>Frames per second; 23.976, 29.97 and 59.94 mean the NTSC rates n·1000/1001.</summary>
    [Range(1d, 60d)]
    public double FrameRate { get; set; } = 30;

    /// <summary>Audio bit rate in bits per second.</summary>
    [Range(32_000, 384_000)]
    public int AudioBitrate { get; set; } = 128_000;
}
