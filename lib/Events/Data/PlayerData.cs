using System.ComponentModel.DataAnnotations;

namespace Onair.Events.Data;

/// <summary>What a viewer did, as a page of the player reported it.</summary>
public sealed record PlayerData
{
    /// <summary>What happened: the last part of the event's type, e.g. <c>stream_start</c>.</summary>
    [Required]
    public string Event { get; init; } = "";

    /// <summary>When it happened.</summary>
    [Required]
    public DateTimeOffset Time { get; init; }

    /// <summary>The view of the page: random, and new with each view.</summary>
    [Required]
    public string SessionId { get; init; } = "";

    /// <summary>The viewer's browser, as it names itself.</summary>
    [Required]
    public string UserAgent { get; init; } = "";

    /// <summary>The viewer's address; unless the gateway is set to keep it, only its first 24 bits, or 48 bits with IPv6.</summary>
    [Required]
    public string IpAddress { get; init; } = "";

    /// <summary>What the viewer watched.</summary>
    [Required]
    public WatchedData Watched { get; init; } = new();

    /// <summary>The video; with event <c>video_view</c>.</summary>
    public VideoAssetData? Video { get; init; }

    /// <summary>Where the viewer was, in seconds of the video.</summary>
    public double? Position { get; init; }

    /// <summary>Where the viewer came from, in seconds of the video; with event <c>stream_seek</c>.</summary>
    public double? From { get; init; }

    /// <summary>Height of the picture in pixels; with event <c>stream_quality_change</c>.</summary>
    public int? Height { get; init; }

    /// <summary>Bits per second; with event <c>stream_quality_change</c>.</summary>
    public long? Bitrate { get; init; }

    /// <summary>What the viewer saw go wrong: <c>network</c>, <c>media</c>, <c>unsupported</c>, <c>denied</c>, <c>gone</c> or <c>failed</c>; with event <c>stream_error</c>.</summary>
    public string? Error { get; init; }

    /// <summary>How the view went up to now; with event <c>stream_performance</c>.</summary>
    public ViewFigures? Figures { get; init; }
}

/// <summary>What a viewer watches, as the gateway knows it.</summary>
public sealed record WatchedData
{
    /// <summary>The uid of the resource; of an external URL, a name that is the same for the same URL.</summary>
    [Required]
    public string Id { get; init; } = "";

    /// <summary>The kind of the resource, e.g. <c>LiveStream</c>; absent for an external URL.</summary>
    public string? Kind { get; init; }

    /// <summary>The namespace of the resource.</summary>
    public string? Namespace { get; init; }

    /// <summary>The name of the resource.</summary>
    public string? Name { get; init; }

    /// <summary>The title that viewers see.</summary>
    [Required]
    public string Title { get; init; } = "";

    /// <summary>What plays, without user name, password and query; empty while nothing does.</summary>
    [Required]
    public string Url { get; init; } = "";

    /// <summary>What it is: <c>video_file</c>, <c>hls_stream</c>, <c>http_stream</c>, <c>rtsp_stream</c>, <c>rtmp_stream</c> or <c>srt_stream</c>.</summary>
    [Required]
    public string StreamType { get; init; } = "";

    /// <summary>Whether it is live.</summary>
    [Required]
    public bool Live { get; init; }
}

/// <summary>How a view went, from its beginning.</summary>
public sealed record ViewFigures
{
    /// <summary>How long the picture moved, in seconds.</summary>
    [Required]
    public double ViewDuration { get; init; }

    /// <summary>How often the picture stopped to wait for data.</summary>
    [Required]
    public int BufferingEvents { get; init; }

    /// <summary>How long it waited in all, in seconds.</summary>
    [Required]
    public double RebufferSeconds { get; init; }

    /// <summary>How often the quality changed.</summary>
    [Required]
    public int QualityChanges { get; init; }

    /// <summary><c>high</c>, <c>medium</c> or <c>low</c>: how much of the time since the start the picture moved.</summary>
    [Required]
    public string UserEngagement { get; init; } = "";

    /// <summary>How long the viewer waited for the first picture, in seconds; absent before it.</summary>
    public double? StartupSeconds { get; init; }

    /// <summary>How far the viewer is behind the end of the live playlist, in seconds; absent for a video, and for viewers who went back.</summary>
    public double? LatencySeconds { get; init; }
}
