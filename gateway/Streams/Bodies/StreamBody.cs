using System.Text.Json.Serialization;

namespace Onair.Gateway.Streams.Bodies;

/// <summary>A stream.</summary>
internal record StreamBody
{
    /// <summary>The name that people gave it.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>The description that people gave it; empty when they gave none.</summary>
    [JsonPropertyName("description")]
    public required string Description { get; init; }

    /// <summary>The id, the same for the whole life of the stream.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>Where the encoder pushes to. It ends with the stream key if the caller may read the key's Secret. Null until the input exists.</summary>
    [JsonPropertyName("rtmp1")]
    public required string? Rtmp1 { get; init; }

    /// <summary>The second push of a stream with two pipelines, like rtmp1. Null for a stream with one.</summary>
    [JsonPropertyName("rtmp2")]
    public required string? Rtmp2 { get; init; }

    /// <summary>The HLS playlist for viewers: of the CDN while the stream is associated with it, else of the origin. Null until there is one.</summary>
    [JsonPropertyName("viewer_endpoint")]
    public required string? ViewerEndpoint { get; init; }

    /// <summary>The S3 folder of each of the last 50 sessions, by the session's id.</summary>
    [JsonPropertyName("archives_path")]
    public required IReadOnlyDictionary<string, string> ArchivesPath { get; init; }

    /// <summary>When the stream was last created, edited, started or stopped, in Unix seconds.</summary>
    [JsonPropertyName("last_update")]
    public required string? LastUpdate { get; init; }

    /// <summary>When the stream was last started, in Unix seconds. Null before the first start.</summary>
    [JsonPropertyName("last_started")]
    public required string? LastStarted { get; init; }

    /// <summary>When the stream was last stopped, in Unix seconds. Null before the first stop.</summary>
    [JsonPropertyName("last_stopped")]
    public required string? LastStopped { get; init; }

    /// <summary>Whether the stream is on air or about to be. False while a problem keeps it from starting.</summary>
    [JsonPropertyName("started")]
    public required bool Started { get; init; }

    /// <summary>The id of the open session. Null while there is none.</summary>
    [JsonPropertyName("current_session_id")]
    public required string? CurrentSessionId { get; init; }

    /// <summary>The id of the MediaLive channel. Null until it exists.</summary>
    [JsonPropertyName("live_channel_id")]
    public required string? LiveChannelId { get; init; }

    /// <summary>The id of the MediaLive input. Null until it exists.</summary>
    [JsonPropertyName("live_input_id")]
    public required string? LiveInputId { get; init; }

    /// <summary>The id of the MediaPackage origin endpoint. Null until it exists.</summary>
    [JsonPropertyName("package_endpoint_id")]
    public required string? PackageEndpointId { get; init; }

    /// <summary>The id of the MediaPackage channel. Null until it exists.</summary>
    [JsonPropertyName("package_channel_id")]
    public required string? PackageChannelId { get; init; }

    /// <summary>The HLS playlist of the stream's IVS channel. Absent without one.</summary>
    [JsonPropertyName("ivs_viewer_endpoint"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? IvsViewerEndpoint { get; init; }

    /// <summary>Where an encoder pushes to the stream's IVS channel. It ends with the stream key if the caller may read the key's Secret. Absent without an IVS channel.</summary>
    [JsonPropertyName("rtmp_ivs"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RtmpIvs { get; init; }

    /// <summary>What keeps the stream, its meeting or its IVS channel from working. Absent when all is well.</summary>
    [JsonPropertyName("problem"), JsonPropertyOrder(2), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ProblemBody? Problem { get; init; }
}
