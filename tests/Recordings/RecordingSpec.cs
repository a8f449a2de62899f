using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Onair.Tests.Recordings;

/// <summary>What a recording is like. Its picture counts the frames, and it beeps at each full second.</summary>
public sealed record RecordingSpec
{
    /// <summary>Changes when the same parameters give other bytes: those in the cache are made anew.</summary>
    private const int Generator = 2;

    public required int Seconds { get; init; }

    public required int SegmentSeconds { get; init; }

    public int Width { get; init; } = 640;

    public int Height { get; init; } = 360;

    public int FrameRate { get; init; } = 30;

    public int VideoBitrate { get; init; } = 600_000;

    public double GopSeconds { get; init; } = 2;

    /// <summary>The first frame behind a restart of the encoder; 0 without any.</summary>
    public int RestartAt { get; init; }

    /// <summary>A bit stream filter behind the encoder, for what comes from elsewhere.</summary>
    public string? Filter { get; init; }

    /// <summary>Everything moves instead of counting and beeping, and the first ten minutes come again and again.</summary>
    public bool Moving { get; init; }

    public int Frames => Seconds * FrameRate;

    /// <summary>An hour in segments of five minutes; the encoder was restarted after 52 of them, in the middle of a group.</summary>
    public static RecordingSpec Hour { get; } = new() { Seconds = 3_600, SegmentSeconds = 300, RestartAt = (3_137 * 30) + 11 };

    /// <summary>Ten minutes in segments of five.</summary>
    public static RecordingSpec TenMinutes { get; } = new() { Seconds = 600, SegmentSeconds = 300 };

    /// <summary>A minute in segments of ten seconds; the encoder was restarted after 37.</summary>
    public static RecordingSpec Minute { get; } = new() { Seconds = 60, SegmentSeconds = 10, RestartAt = (37 * 30) + 11 };

    /// <summary>A minute of an encoder that does not tell its settings.</summary>
    public static RecordingSpec Silent { get; } = new() { Seconds = 60, SegmentSeconds = 10, Filter = "filter_units=remove_types=6" };

    /// <summary>A minute with parameter sets that x264 would not write with the settings it tells.</summary>
    public static RecordingSpec Relabelled { get; } = new() { Seconds = 60, SegmentSeconds = 10, Filter = "h264_metadata=overscan_appropriate_flag=1" };

    /// <summary>An hour of HD as it comes from a camera.</summary>
    public static RecordingSpec HdHour { get; } = new() { Seconds = 3_600, SegmentSeconds = 300, Width = 1_280, Height = 720, VideoBitrate = 2_500_000, Moving = true };

    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Generator} {this}"))))[..16];
}
