using System.Text.Json.Serialization;

namespace Onair.Gateway.Broadcasts.Bodies;

/// <summary>A started S3 broadcast, with what its encoder needs.</summary>
internal sealed record BroadcastStartedBody
{
    /// <summary>The broadcast.</summary>
    [JsonPropertyName("stream")]
    public required BroadcastBody Stream { get; init; }

    /// <summary>Where the encoder uploads to.</summary>
    [JsonPropertyName("endpoint")]
    public required EndpointBody Endpoint { get; init; }
}

/// <summary>An S3 broadcast.</summary>
internal sealed record BroadcastBody
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
}

/// <summary>Where the encoder uploads to.</summary>
internal sealed record EndpointBody
{
    /// <summary>The folder in S3, and the credentials for it.</summary>
    [JsonPropertyName("S3")]
    public required S3EndpointBody S3 { get; init; }
}
