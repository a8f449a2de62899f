using System.Text.Json.Serialization;

namespace Onair.Gateway.Broadcasts.Bodies;

/// <summary>A stopped S3 broadcast.</summary>
internal sealed record BroadcastStoppedBody
{
    /// <summary>The broadcast.</summary>
    [JsonPropertyName("stream")]
    public required StoppedBody Stream { get; init; }
}

/// <summary>An S3 broadcast that is stopped.</summary>
internal sealed record StoppedBody
{
    /// <summary>The id, the same for the whole life of the broadcast.</summary>
    [JsonPropertyName("id")]
    public required string Id { get; init; }

    /// <summary>The name that people gave it.</summary>
    [JsonPropertyName("name")]
    public required string Name { get; init; }

    /// <summary>When it was last started: <c>yyyy-MM-dd HH:mm:ss</c> in GMT.</summary>
    [JsonPropertyName("start_date")]
    public required string StartDate { get; init; }

    /// <summary>When it was stopped: <c>yyyy-MM-dd HH:mm:ss</c> in GMT.</summary>
    [JsonPropertyName("stop_date")]
    public required string StopDate { get; init; }
}
