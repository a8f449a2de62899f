using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Onair.Api.Common;

namespace Onair.Gateway.Streams.Bodies;

// Members with a default have a setter: the generated reader sets init-only members that are absent to the default of their type.
/// <summary>A stream to create.</summary>
internal sealed record CreateBody
{
    /// <summary>The name for people, 1 to 200 characters. Names need not be unique.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>The description for people, at most 4,000 characters.</summary>
    [JsonPropertyName("description")]
    public string? Description { get; init; }

    /// <summary>Duration of a recorded segment in seconds, 1 to 10,000.</summary>
    [JsonPropertyName("segment_length"), Range(1, 10_000)]
    public int SegmentLength { get; set; } = 300;
}

/// <summary>An edited stream. The other members of a stream may be present and have no effect.</summary>
internal sealed record UpdateBody
{
    /// <summary>The name for people, 1 to 200 characters. Absent or null: unchanged.</summary>
    [JsonPropertyName("name")]
    public string? Name { get; init; }

    /// <summary>The description for people, at most 4,000 characters. Absent or null: unchanged.</summary>
    [JsonPropertyName("description")]
    public string? Description { get; init; }

    /// <summary>Duration of a recorded segment in seconds, 1 to 10,000. Absent or null: unchanged.</summary>
    [JsonPropertyName("segment_length"), Range(1, 10_000)]
    public int? SegmentLength { get; init; }
}

/// <summary>How a stream is started.</summary>
internal sealed record StartBody
{
    /// <summary>
    /// Folder of the session: of the archive bucket, or with the bucket as s3://bucket/folder. It can have the placeholders {bucket}, {year}, {month}, {day},
    /// {stream_id} and {timestamp}. Sessions share no folder: one that another session has is a 409. Absent or null:
    /// s3://{bucket}/{year}/{month}/{day}/{stream_id}-{timestamp}.
    /// </summary>
    [JsonPropertyName("path")]
    public string? Path { get; init; }

    /// <summary>How far back viewers can seek, in seconds: 0 to 1,209,600.</summary>
    [JsonPropertyName("startover_window_seconds"), Range(0, 1_209_600)]
    public int StartoverWindowSeconds { get; set; } = 3600;

    /// <summary>How often the key of an encrypted stream changes, in seconds: 0 to 86,400. No effect on a stream that is not encrypted.</summary>
    [JsonPropertyName("key_rotation_interval"), Range(0, 86_400)]
    public int KeyRotationInterval { get; set; } = 60;
}

/// <summary>Sections to cut from the recording of a session.</summary>
internal sealed record SplitBody
{
    /// <summary>The sections, 1 to 500 of them.</summary>
    [JsonPropertyName("timestamp_list")]
    public required IReadOnlyList<SectionBody> TimestampList { get; init; }

    /// <summary>The id of the session, a key of archives_path.</summary>
    [JsonPropertyName("session_id")]
    public required string SessionId { get; init; }

    /// <summary>Folder of the outputs below the session's folder. Absent or null: a UUID.</summary>
    [JsonPropertyName("name_modifier")]
    public string? NameModifier { get; init; }
}

/// <summary>A section of a recording.</summary>
internal sealed record SectionBody
{
    /// <summary>The first frame: seconds since the session's first frame, Unix seconds, or an RFC 3339 time, as a number or as text.</summary>
    [JsonPropertyName("start")]
    public required SessionTime Start { get; init; }

    /// <summary>The end, after the start, like start.</summary>
    [JsonPropertyName("end")]
    public required SessionTime End { get; init; }
}

/// <summary>What goes to the stream's IVS channel.</summary>
internal sealed record IvsBody
{
    /// <summary>The http or https URL of a meeting, a secret like that of chime_start. Absent or null: the meeting of chime_start, else what viewers of the stream see.</summary>
    [JsonPropertyName("chime_url")]
    public string? ChimeUrl { get; init; }
}

/// <summary>A meeting that goes on air.</summary>
internal sealed record ChimeBody
{
    /// <summary>The http or https URL of the meeting. It is a secret: Onair keeps it in a Secret and in no other place.</summary>
    [JsonPropertyName("chime_url")]
    public required string ChimeUrl { get; init; }
}
