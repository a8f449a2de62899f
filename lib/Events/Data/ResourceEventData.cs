using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Onair.Events.Data;

/// <summary>The data that all events have.</summary>
public abstract record ResourceEventData
{
    /// <summary>The resource of the event.</summary>
    [Required, JsonPropertyOrder(-5)]
    public EventResource Resource { get; init; } = new();

    /// <summary>What happened: the last part of the event's type, e.g. <c>started</c>.</summary>
    [Required, JsonPropertyOrder(-5)]
    public string Transition { get; init; } = "";

    /// <summary>When it was recorded.</summary>
    [Required, JsonPropertyOrder(-5)]
    public DateTimeOffset Time { get; init; }

    /// <summary>Why, as one word for programs, e.g. <c>QuotaExceeded</c>; absent when the type says it all.</summary>
    [JsonPropertyOrder(-5)]
    public string? Reason { get; init; }

    /// <summary>Why, for people.</summary>
    [JsonPropertyOrder(-5)]
    public string? Message { get; init; }

    /// <summary>The data exceeded 16 kB, so descriptions, lists or labels are truncated. The resource has all of it.</summary>
    [JsonPropertyOrder(5)]
    public bool? Truncated { get; init; }
}

/// <summary>The resource of an event.</summary>
public sealed record EventResource
{
    /// <summary>Its kind, e.g. <c>LiveStream</c>.</summary>
    [Required]
    public string Kind { get; init; } = "";

    /// <summary>Its namespace.</summary>
    [Required]
    public string Namespace { get; init; } = "";

    /// <summary>Its name.</summary>
    [Required]
    public string Name { get; init; } = "";

    /// <summary>Its uid. A resource that is deleted and created again has another one.</summary>
    [Required]
    public string Uid { get; init; } = "";

    /// <summary>The generation of its spec, from 1.</summary>
    [Required]
    public long Generation { get; init; }

    /// <summary>Its labels.</summary>
    [Required]
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}
