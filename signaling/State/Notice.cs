using System.Text.Json.Serialization;
using Onair.Signaling.Messages;

namespace Onair.Signaling.State;

/// <summary>What one replica tells the others with NOTIFY. One of its parts is set.</summary>
internal sealed record Notice
{
    /// <summary>Participants whose view changed.</summary>
    [JsonPropertyName("c")]
    public string[]? Changed { get; init; }

    /// <summary>With <see cref="User"/>: whose presence changed.</summary>
    [JsonPropertyName("s")]
    public string? Site { get; init; }

    [JsonPropertyName("u")]
    public string? User { get; init; }

    /// <summary>The participant that a message is for.</summary>
    [JsonPropertyName("t")]
    public string? To { get; init; }

    [JsonPropertyName("m")]
    public ServerMessage? Message { get; init; }

    /// <summary>The row of a longer notice.</summary>
    [JsonPropertyName("r")]
    public long? Stored { get; init; }

    /// <summary>The participant that resumed elsewhere, and its new epoch.</summary>
    [JsonPropertyName("p")]
    public string? Resumed { get; init; }

    [JsonPropertyName("e")]
    public long Epoch { get; init; }
}

/// <summary>Source-generated JSON of notices.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Notice))]
internal sealed partial class NoticeJson : JsonSerializerContext;
