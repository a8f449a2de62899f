using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Onair.Emulator.ChimeMediaPipelines;

/// <summary>A media live connector pipeline.</summary>
internal sealed record LiveConnectorPipeline
{
    public required string Id { get; init; }

    /// <summary>The client's token: the same one again makes no second pipeline.</summary>
    public required string Token { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was Initializing for long enough.</summary>
    public DateTimeOffset InProgressAt { get; init; }

    /// <summary>When its deletion is over; null until it was asked for.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>The meeting has ended, or the sink refused: set by hand.</summary>
    public bool Failed { get; init; }

    /// <summary>Sources and Sinks as given.</summary>
    public required JsonObject Settings { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}

[JsonSerializable(typeof(LiveConnectorPipeline))]
internal sealed partial class ChimeMediaPipelinesJson : JsonSerializerContext;
