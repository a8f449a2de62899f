using System.ComponentModel.DataAnnotations;

namespace Onair.Api.LiveStreams;

/// <summary>What the schedule decides.</summary>
public sealed record ScheduleStatus
{
    /// <summary>What the schedule wants now.</summary>
    [Required]
    public StreamState State { get; set; }

    /// <summary>Until when; absent when no window follows.</summary>
    public DateTimeOffset? Until { get; set; }

    /// <summary>The window that is open, or the next one; absent when none follows.</summary>
    public ScheduleWindow? Window { get; set; }
}

/// <summary>The cost guard ended a session. The channel stays stopped until somebody resumes it.</summary>
public sealed record HoldStatus
{
    /// <summary>Which limit was reached: <c>MaxRunDuration</c> or <c>NoInputTimeout</c>.</summary>
    [Required]
    public string Reason { get; set; } = "";

    /// <summary>What was reached and how to resume.</summary>
    [Required]
    public string Message { get; set; } = "";

    /// <summary>The session that was ended.</summary>
    [Required]
    public string SessionId { get; set; } = "";

    /// <summary>When it was decided.</summary>
    public DateTimeOffset Since { get; set; }
}

/// <summary>
/// What running the channel has cost at MediaLive, from its sessions and the operator's price table; an estimate, without
/// idle fees, delivery and storage. While the channel runs it is brought up to date every quarter of an hour.
/// </summary>
public sealed record CostStatus
{
    /// <summary>Hours that the channel has run.</summary>
    public double RunningHours { get; set; }

    /// <summary>Their price in <c>currency</c>; absent without a price table.</summary>
    public double? Estimate { get; set; }

    /// <summary>Currency of the price table, e.g. <c>USD</c>.</summary>
    public string? Currency { get; set; }

    /// <summary>Date of the price table, <c>yyyy-MM-dd</c>.</summary>
    public string? PricesOf { get; set; }

    /// <summary>Seconds of the sessions that have ended: what <c>runningHours</c> starts from.</summary>
    public double EndedSeconds { get; set; }

    /// <summary>Price of the sessions that have ended, in <c>currency</c>: what <c>estimate</c> starts from.</summary>
    public double EndedPrice { get; set; }
}
