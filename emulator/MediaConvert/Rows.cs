using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Onair.Emulator.State;

namespace Onair.Emulator.MediaConvert;

/// <summary>A job.</summary>
internal sealed record Job
{
    /// <summary>Milliseconds since 1970 and six letters, as AWS makes them: the order of ids is the order of submission.</summary>
    public required string Id { get; init; }

    public JobStatus Status { get; init; } = JobStatus.Submitted;

    /// <summary>The earliest end of the status.</summary>
    public DateTimeOffset? Due { get; init; }

    public DateTimeOffset SubmittedAt { get; init; }

    public DateTimeOffset? StartedAt { get; init; }

    public DateTimeOffset? FinishedAt { get; init; }

    /// <summary>Name of its queue.</summary>
    public required string Queue { get; init; }

    /// <summary>What the client said beside the settings, e.g. role and user metadata, with wire names and defaults.</summary>
    public required JsonObject Request { get; init; }

    /// <summary>Those of the request and of its template, with defaults filled in.</summary>
    public required JsonObject Settings { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Set with <see cref="JobStatus.Error"/>.</summary>
    public int? ErrorCode { get; init; }

    /// <summary>See <see cref="ErrorCode"/>.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary><c>outputGroupDetails</c> with wire names; set with <see cref="JobStatus.Complete"/>.</summary>
    public JsonArray? Details { get; init; }

    [JsonIgnore]
    public string? Token => Request.Text("clientRequestToken");
}

/// <summary>An on-demand queue.</summary>
internal sealed record Queue
{
    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>ACTIVE, or PAUSED: its jobs stay SUBMITTED.</summary>
    public string Status { get; init; } = "ACTIVE";

    public DateTimeOffset CreatedAt { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}

/// <summary>A job template.</summary>
internal sealed record JobTemplate
{
    public required string Name { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>Everything of the request but name and tags, with wire names.</summary>
    public required JsonObject Document { get; init; }

    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();
}

[JsonSerializable(typeof(Job))]
[JsonSerializable(typeof(Queue))]
[JsonSerializable(typeof(JobTemplate))]
internal sealed partial class MediaConvertJson : JsonSerializerContext;
