using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Onair.Kubernetes.Serialization;

namespace Onair.Api.LiveStreams;

/// <summary>The effective state of the channel, and what decides it.</summary>
public sealed record RunStatus
{
    /// <summary>Whether the channel is to run now.</summary>
    [Required]
    public RunState State { get; set; }

    /// <summary>What decides it.</summary>
    [Required]
    public RunReason Reason { get; set; }

    /// <summary>Whether Onair leaves the channel as it is, by an annotation.</summary>
    [JsonIgnore]
    public bool IsLeftAlone => Reason is RunReason.Paused or RunReason.ObserveOnly;

    /// <summary>What decides it, for people.</summary>
    [Required]
    public string Message { get; set; } = "";

    /// <summary>When the schedule changes the state; absent when nothing changes it by itself.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>
    /// The value of <c>spec.state</c> that a former release stored. That release ignored it beside a schedule, and so does this one until
    /// <c>spec.state</c> has another value. Absent for a stream of this release.
    /// </summary>
    public StreamState? FormerState { get; set; }
}

/// <summary>What decides whether a channel runs.</summary>
[JsonConverter(typeof(WordConverter<RunReason>))]
public enum RunReason
{
    /// <summary>The field <c>spec.state</c>.</summary>
    State,

    /// <summary>The field <c>spec.schedule</c>.</summary>
    Schedule,

    /// <summary>The cost guard, which keeps the channel stopped.</summary>
    CostGuard,

    /// <summary>The annotation onair.dev/paused: Onair leaves the channel as it is.</summary>
    Paused,

    /// <summary>The annotation onair.dev/observe-only: Onair leaves the channel as it is.</summary>
    ObserveOnly,
}

/// <summary>What the schedule requires. It has an effect while <c>spec.state</c> is Scheduled or absent.</summary>
public sealed record ScheduleStatus
{
    /// <summary>The state that the schedule currently requires.</summary>
    [Required]
    public RunState State { get; set; }

    /// <summary>When that state ends; absent when no window follows.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>The current window, or the next one; absent when none follows.</summary>
    public ScheduleWindow? Window { get; set; }
}

/// <summary>The cost guard ended a session. The channel stays stopped until a user resumes it.</summary>
public sealed record HoldStatus
{
    /// <summary>Which limit was reached: <c>MaxRunDuration</c> or <c>NoInputTimeout</c>.</summary>
    [Required]
    public string Reason { get; set; } = "";

    /// <summary>Which limit was reached, and how to resume.</summary>
    [Required]
    public string Message { get; set; } = "";

    /// <summary>The session that the cost guard ended.</summary>
    [Required]
    public string SessionId { get; set; } = "";

    /// <summary>When the cost guard ended it.</summary>
    public DateTimeOffset Since { get; set; }
}

/// <summary>
/// Estimated cost of running the channel in MediaLive, from its sessions and the operator's price table. Excludes idle fees,
/// delivery and storage. Updated every 15 minutes while the channel runs.
/// </summary>
public sealed record CostStatus
{
    /// <summary>Hours that the channel has run so far.</summary>
    public double RunningHours { get; set; }

    /// <summary>Price of these hours in <c>currency</c>; absent without a price table.</summary>
    public double? Estimate { get; set; }

    /// <summary>Currency of the price table, e.g. <c>USD</c>.</summary>
    public string? Currency { get; set; }

    /// <summary>Date of the price table, <c>yyyy-MM-dd</c>.</summary>
    public string? PricesOf { get; set; }

    /// <summary>Total length of the ended sessions in seconds; part of <c>runningHours</c>.</summary>
    public double EndedSeconds { get; set; }

    /// <summary>Price of the ended sessions in <c>currency</c>; part of <c>estimate</c>.</summary>
    public double EndedPrice { get; set; }
}
