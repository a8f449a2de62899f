using System.Text.Json.Serialization;

namespace Onair.Gateway.Streams.Bodies;

/// <summary>A recording that is cut.</summary>
internal sealed record SplitResultBody
{
    /// <summary>The id of the cut, the same for its whole life.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>The id of the stream.</summary>
    [JsonPropertyName("stream_id")]
    public required string StreamId { get; init; }

    /// <summary>The id of the session.</summary>
    [JsonPropertyName("session_id")]
    public required string SessionId { get; init; }

    /// <summary>Folder of the outputs below the session's folder.</summary>
    [JsonPropertyName("name_modifier")]
    public required string NameModifier { get; init; }

    /// <summary>The S3 folder of the outputs. Null until the session's folder is known.</summary>
    [JsonPropertyName("path")]
    public required string? Path { get; init; }

    /// <summary>The sections, in the order of the request.</summary>
    [JsonPropertyName("sections")]
    public required IReadOnlyList<SectionResultBody> Sections { get; init; }
}

/// <summary>A section that is cut.</summary>
internal sealed record SectionResultBody
{
    /// <summary>The number in the names of the files, from 0.</summary>
    [JsonPropertyName("position")]
    public required int Position { get; init; }

    /// <summary>Waiting, Running, Completed or Failed.</summary>
    [JsonPropertyName("state")]
    public required string State { get; init; }

    /// <summary>The HLS playlist in S3. Null until the section is cut.</summary>
    [JsonPropertyName("playlist")]
    public required string? Playlist { get; init; }

    /// <summary>The MP4 in S3. Null until the section is cut.</summary>
    [JsonPropertyName("video")]
    public required string? Video { get; init; }

    /// <summary>What the section waits for, or why it failed. Null when there is nothing to say.</summary>
    [JsonPropertyName("message")]
    public required string? Message { get; init; }
}
