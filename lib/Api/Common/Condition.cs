using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Onair.Api.Schema;
using Onair.Kubernetes.Serialization;

namespace Onair.Api.Common;

/// <summary>One aspect of the resource's state, in the form of <c>metav1.Condition</c>.</summary>
public sealed record Condition
{
    /// <summary>The aspect, e.g. <c>Ready</c>.</summary>
    [Required]
    public string Type { get; set; } = "";

    /// <summary>Whether the condition is true.</summary>
    [Required]
    public ConditionStatus Status { get; set; }

    /// <summary>The generation of the spec that the condition describes.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>When the status last changed.</summary>
    [Required]
    public DateTimeOffset LastTransitionTime { get; set; }

    /// <summary>Machine-readable reason: one word in CamelCase.</summary>
    [Required, MaxSize(1024)]
    public string Reason { get; set; } = "";

    /// <summary>Human-readable explanation.</summary>
    [Required, MaxSize(32768)]
    public string Message { get; set; } = "";
}

/// <summary>The status of a condition.</summary>
[JsonConverter(typeof(WordConverter<ConditionStatus>))]
public enum ConditionStatus
{
    /// <summary>Not known yet.</summary>
    Unknown,

    /// <summary>The condition is true.</summary>
    True,

    /// <summary>The condition is false.</summary>
    False,
}

/// <summary>The condition types that all Onair resources share (kstatus).</summary>
public static class ConditionTypes
{
    /// <summary>The resource matches its spec and can be used.</summary>
    public const string Ready = "Ready";

    /// <summary>Onair is working towards the declared state.</summary>
    public const string Reconciling = "Reconciling";

    /// <summary>Onair cannot continue without user action; the message says what to do.</summary>
    public const string Stalled = "Stalled";

    /// <summary>AWS differs from the spec, and the annotation <c>onair.dev/observe-only</c> keeps Onair from correcting it. Not of every kind.</summary>
    public const string Drifted = "Drifted";

    /// <summary>The spec breaks a rule that is newer than the resource, which goes on. Not of every kind.</summary>
    public const string Deprecated = "Deprecated";
}
