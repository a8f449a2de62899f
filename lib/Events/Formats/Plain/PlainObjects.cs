using System.Text.Json.Serialization;

namespace Onair.Events.Formats.Plain;

// Every member is always written, with its type: an unknown text is "", a number 0, a list []. Names are in snake case.

/// <summary>A video.</summary>
internal sealed record PlainVideo
{
    public string VideoId { get; init; } = "";
    public string Title { get; init; } = "";
    public string Description { get; init; } = "";
    public double Duration { get; init; }
    public string FilePath { get; init; } = "";
    public long FileSize { get; init; }
    public string CreatedAt { get; init; } = "";
    public string UpdatedAt { get; init; } = "";
    public string StreamType { get; init; } = "video_file";
    public string Status { get; init; } = "";
    public PlainVideoMetadata Metadata { get; init; } = new();
    public IReadOnlyList<PlainChapter> Chapters { get; init; } = [];
}

/// <summary>Properties of a video.</summary>
internal sealed record PlainVideoMetadata
{
    public string Format { get; init; } = "";
    public string Resolution { get; init; } = "";
    public double Fps { get; init; }
    public long Bitrate { get; init; }
    public string Codec { get; init; } = "";
}

/// <summary>A chapter; times in seconds.</summary>
internal sealed record PlainChapter
{
    public string Title { get; init; } = "";
    public double StartTime { get; init; }
    public double EndTime { get; init; }
    public string Description { get; init; } = "";
}

/// <summary>A stream.</summary>
[JsonDerivedType(typeof(PlainPlayback))]
internal record PlainStream
{
    public string StreamId { get; init; } = "";
    public string Name { get; init; } = "";
    public string Url { get; init; } = "";
    public string StreamType { get; init; } = "";
    public string Status { get; init; } = "";
    public double InitialSeek { get; init; }
    public double Timestamp { get; init; }
    public PlainStreamMetadata Metadata { get; init; } = new();
}

/// <summary>A stream that a viewer watches. What the event has no figure for is absent.</summary>
internal sealed record PlainPlayback : PlainStream
{
    [JsonPropertyOrder(1)]
    public double Position { get; init; }

    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? From { get; init; }

    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Height { get; init; }

    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Bitrate { get; init; }

    [JsonPropertyOrder(1), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Error { get; init; }
}

/// <summary>The parts of a stream's URL.</summary>
internal sealed record PlainStreamMetadata
{
    public string Protocol { get; init; } = "";
    public string Domain { get; init; } = "";
    public string Path { get; init; } = "";
    public bool IsLive { get; init; }
    public bool IsVideoFile { get; init; }
}

/// <summary>A transition of a stream.</summary>
internal sealed record PlainStreamingEvent
{
    public string EventType { get; init; } = "";
    public double Timestamp { get; init; }
    public PlainStream StreamData { get; init; } = new();
    public string UserAgent { get; init; } = "";
    public string IpAddress { get; init; } = "";
    public string SessionId { get; init; } = "";
}

/// <summary>Analytics of a stream or a video.</summary>
internal sealed record PlainAnalytics
{
    public string StreamId { get; init; } = "";
    public double Timestamp { get; init; }
    public string AnalyticsType { get; init; } = "";
    public PlainFigures Data { get; init; } = new();
}
