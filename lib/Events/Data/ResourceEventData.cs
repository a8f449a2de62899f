using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Onair.Events.Data;

/// <summary>What the data of all events has.</summary>
public abstract record ResourceEventData
{
    /// <summary>The resource that it happened to.</summary>
    [Required, JsonPropertyOrder(-5)]
    public EventResource Resource { get; init; } = new();

    /// <summary>What happened: the last part of the event's type, e.g. <c>started</c>.</summary>
    [Required, JsonPropertyOrder(-5)]
    public string Transition { get; init; } = "";

    /// <summary>When it was recorded.</summary>
    [Required, JsonPropertyOrder(-5)]
    public DateTimeOffset Time { get; init; }

    /// <summary>Why, in a word for programs, e.g. <c>QuotaExceeded</c>; absent when there is no question.</summary>
    [JsonPropertyOrder(-5)]
    public string? Reason { get; init; }

    /// <summary>Why, for people.</summary>
    [JsonPropertyOrder(-5)]
    public string? Message { get; init; }

    /// <summary>There was more to say than 16 kB hold: descriptions, lists or labels are cut. The resource has all of it.</summary>
    [JsonPropertyOrder(5)]
    public bool? Truncated { get; init; }
}

/// <summary>The resource that something happened to.</summary>
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

    /// <summary>Its uid, which no other resource has, not even a later one of the same name.</summary>
    [Required]
    public string Uid { get; init; } = "";

    /// <summary>Which edit of the spec this is, from 1.</summary>
    [Required]
    public long Generation { get; init; }

    /// <summary>Its labels.</summary>
    [Required]
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();
}
