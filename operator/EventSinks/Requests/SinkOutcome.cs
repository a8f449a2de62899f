namespace Onair.Operator.EventSinks.Requests;

/// <summary>What became of an attempt to send.</summary>
internal enum SinkOutcomeKind
{
    /// <summary>The receiver has it.</summary>
    Taken,

    /// <summary>It may work another time.</summary>
    Failed,

    /// <summary>The receiver wants nothing any more.</summary>
    Gone,
}

/// <summary>What became of an attempt to send.</summary>
/// <param name="Kind">What.</param>
/// <param name="Reason">Why, for metrics: one of few words.</param>
/// <param name="Message">Why, for people; nothing secret.</param>
internal sealed record SinkOutcome(SinkOutcomeKind Kind, string Reason, string Message)
{
    public static SinkOutcome Taken { get; } = new(SinkOutcomeKind.Taken, "Taken", "");

    /// <summary>It says something of the receiver, not of the event: it counts for the breaker.</summary>
    public bool Outage { get; init; }

    /// <summary>The receiver read the request and did not want it: another request may fare better.</summary>
    public bool Answered { get; init; }

    /// <summary>The token was not liked: there may be another by now.</summary>
    public bool Unauthorized { get; init; }

    /// <summary>How long the receiver asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
