using System.ComponentModel.DataAnnotations;
using Onair.Api.LiveStreams;

namespace Onair.Events.Data;

/// <summary>What happened to a LiveStream, and its state afterwards.</summary>
public sealed record LiveStreamData : ResourceEventData
{
    /// <summary>Whether the channel was to run at that time, by <c>spec.state</c> or by the schedule.</summary>
    [Required]
    public RunState State { get; init; }

    /// <summary>The resource's phase, for people.</summary>
    public string? Phase { get; init; }

    /// <summary>Whether video arrives.</summary>
    [Required]
    public bool Receiving { get; init; }

    /// <summary>The session of the event: one run of the channel, with its recording and its times.</summary>
    public string? SessionId { get; init; }

    /// <summary>S3 folder with the session's segments, e.g. <c>s3://recordings/2026/11/21/4f5c-1795262400</c>.</summary>
    public string? ArchivePath { get; init; }

    /// <summary>When the session was opened, before the channel was started.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When the channel was first seen running.</summary>
    public DateTimeOffset? RunningAt { get; init; }

    /// <summary>When the channel was idle again.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>The input of the channel.</summary>
    [Required]
    public LiveInputData Input { get; init; } = new();

    /// <summary>Where viewers play from.</summary>
    public LivePlaybackData? Playback { get; init; }

    /// <summary>The encoded renditions, best first.</summary>
    [Required]
    public IReadOnlyList<RenditionData> Renditions { get; init; } = [];

    /// <summary>Name of the MediaProvider whose account is used.</summary>
    public string? ProviderName { get; init; }

    /// <summary>The MediaLive channel.</summary>
    public string? ChannelId { get; init; }

    /// <summary>The estimated cost of running the channel so far, over all sessions.</summary>
    public LiveCostData? Cost { get; init; }
}

/// <summary>The input of the channel.</summary>
public sealed record LiveInputData
{
    /// <summary>The protocol, and who connects.</summary>
    [Required]
    public InputType Type { get; init; }

    /// <summary>Where the encoder pushes to, without the stream key, e.g. <c>rtmp://203.0.113.7:1935/live</c>: one for each pipeline.</summary>
    [Required]
    public IReadOnlyList<string> Endpoints { get; init; } = [];

    /// <summary>Where the channel pulls from, without user name, password and query.</summary>
    [Required]
    public IReadOnlyList<string> Sources { get; init; } = [];
}

/// <summary>Where viewers play from.</summary>
public sealed record LivePlaybackData
{
    /// <summary>HLS master playlist at the origin.</summary>
    public string? Url { get; init; }

    /// <summary>HLS master playlist through the CloudFront distribution.</summary>
    public string? LiveUrl { get; init; }
}

/// <summary>One rendition of the encoding ladder.</summary>
public sealed record RenditionData
{
    /// <summary>Width in pixels.</summary>
    [Required]
    public int Width { get; init; }

    /// <summary>Height in pixels.</summary>
    [Required]
    public int Height { get; init; }

    /// <summary>Video bit rate in bits per second.</summary>
    [Required]
    public int Bitrate { get; init; }

    /// <summary>Frames per second.</summary>
    [Required]
    public double FrameRate { get; init; }

    /// <summary>Audio bit rate in bits per second.</summary>
    [Required]
    public int AudioBitrate { get; init; }
}

/// <summary>The estimated cost of running a channel.</summary>
public sealed record LiveCostData
{
    /// <summary>Hours that the channel has run.</summary>
    [Required]
    public double RunningHours { get; init; }

    /// <summary>Their price in <c>currency</c>; absent without a price table.</summary>
    public double? Estimate { get; init; }

    /// <summary>Currency of the price table, e.g. <c>USD</c>.</summary>
    public string? Currency { get; init; }
}
