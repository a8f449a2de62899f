using System.Text.Json.Serialization;

namespace Onair.Gateway.Streams.Bodies;

/// <summary>What keeps a stream, its meeting or its IVS channel from working.</summary>
internal sealed record ProblemBody
{
    /// <summary>One word for programs, e.g. QuotaExceeded.</summary>
    [JsonPropertyName("reason")]
    public required string Reason { get; init; }

    /// <summary>What is wrong and what to do, for people.</summary>
    [JsonPropertyName("message")]
    public required string Message { get; init; }
}
