using System.ComponentModel.DataAnnotations;

namespace Onair.Api.LiveStreams;

/// <summary>The decision of the schedule.</summary>
public sealed record ScheduleStatus
{
    /// <summary>The state that the schedule currently requires.</summary>
    [Required]
    public StreamState State { get; set; }

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
