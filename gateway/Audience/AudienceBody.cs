using System.Text.Json.Serialization;

namespace Onair.Gateway.Audience;

/// <summary>Who watches, and how well. Times are in seconds.</summary>
internal sealed record AudienceBody
{
    /// <summary>Viewers now: their picture plays, or waits for data.</summary>
    [JsonPropertyName("viewers")]
    public required long Viewers { get; init; }

    /// <summary>Views that began to play, in these days.</summary>
    [JsonPropertyName("views")]
    public required long Views { get; init; }

    /// <summary>How long the picture moved, of all viewers together, in hours.</summary>
    [JsonPropertyName("hours_watched")]
    public required double HoursWatched { get; init; }

    /// <summary>How much of the time the picture waited for data: from 0 to 1.</summary>
    [JsonPropertyName("rebuffer_ratio")]
    public required double RebufferRatio { get; init; }

    /// <summary>How long half of the viewers waited for the first picture at most; null before the first one.</summary>
    [JsonPropertyName("startup_p50")]
    public double? StartupP50 { get; init; }

    /// <summary>How long 95 % of the viewers waited for the first picture at most.</summary>
    [JsonPropertyName("startup_p95")]
    public double? StartupP95 { get; init; }

    /// <summary>How far 95 % of those who watch live are behind the end of the playlist at most; null for a video.</summary>
    [JsonPropertyName("latency_p95")]
    public double? LatencyP95 { get; init; }

    /// <summary>How many days all but the viewers are of, today included.</summary>
    [JsonPropertyName("days")]
    public required int Days { get; init; }
}

/// <summary>JSON of the audience.</summary>
[JsonSerializable(typeof(AudienceBody))]
internal sealed partial class AudienceJson : JsonSerializerContext;
