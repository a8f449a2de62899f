namespace Onair.Operator;

/// <summary>How events are delivered: configuration section <c>Onair:Events</c>, environment <c>Onair__Events__…</c>.</summary>
internal sealed class EventOptions
{
    /// <summary>Networks besides the public ones that receivers may be in, e.g. <c>10.96.0.0/12</c> for the cluster's Services.</summary>
    public IReadOnlyList<string> AllowedCidrs { get; set; } = [];

    /// <summary>Requests to one receiver at the same time.</summary>
    public int MaxConcurrentRequests { get; set; } = 8;

    /// <summary>How soon to try again what failed for the first time, in seconds; each further pause is twice as long.</summary>
    public double FirstRetrySeconds { get; set; } = 5;

    /// <summary>The longest pause between two attempts, in seconds.</summary>
    public double LongestRetrySeconds { get; set; } = 600;

    /// <summary>How many failures in a row open the breaker.</summary>
    public int BreakerFailures { get; set; } = 5;

    /// <summary>How long the breaker is open for the first time, in seconds; each further time is twice as long.</summary>
    public double FirstBreakSeconds { get; set; } = 5;

    /// <summary>The longest time that the breaker is open, in seconds.</summary>
    public double LongestBreakSeconds { get; set; } = 120;

    /// <summary>How often the numbers in an EventSink's status are written when they have changed, in seconds.</summary>
    public double StatusSeconds { get; set; } = 10;

    /// <summary>How long a deleted resource waits for the delivery of its events, in seconds. Then they become dead letters.</summary>
    public double DrainSeconds { get; set; } = 300;
}
