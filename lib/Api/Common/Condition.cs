using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace Onair.Api.Common;

/// <summary>One aspect of the resource's state, as <c>metav1.Condition</c> has it.</summary>
public sealed record Condition
{
    /// <summary>The aspect, e.g. <c>Ready</c>.</summary>
    [Required]
    public string Type { get; set; } = "";

    /// <summary>Whether it holds.</summary>
    [Required]
    public ConditionStatus Status { get; set; }

    /// <summary>The generation of the spec that this was said of.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>When the status last changed.</summary>
    [Required]
    public DateTimeOffset LastTransitionTime { get; set; }

    /// <summary>Why, for programs: one word in CamelCase.</summary>
    [Required, MaxLength(1024)]
    public string Reason { get; set; } = "";

    /// <summary>Why, for people.</summary>
    [Required, MaxLength(32768)]
    public string Message { get; set; } = "";
}

/// <summary>The three values of a condition.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ConditionStatus>))]
public enum ConditionStatus
{
    /// <summary>Not known yet.</summary>
    Unknown,

    /// <summary>It holds.</summary>
    True,

    /// <summary>It does not hold.</summary>
    False,
}

/// <summary>The condition types that all Onair resources share (kstatus).</summary>
public static class ConditionTypes
{
    /// <summary>The resource is as declared and usable.</summary>
    public const string Ready = "Ready";

    /// <summary>Work towards the declared state is under way.</summary>
    public const string Reconciling = "Reconciling";

    /// <summary>No progress without somebody's help; the message says whose.</summary>
    public const string Stalled = "Stalled";
}
