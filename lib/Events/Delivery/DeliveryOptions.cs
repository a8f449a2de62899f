namespace Onair.Events.Delivery;

/// <summary>How events are delivered, to all receivers alike.</summary>
public class DeliveryOptions
{
    /// <summary>Networks besides the public ones that receivers may be in, e.g. <c>10.96.0.0/12</c> for the cluster's Services.</summary>
    public IReadOnlyList<string> AllowedCidrs { get; set; } = [];

    /// <summary>Concurrent requests to one receiver.</summary>
    public int MaxConcurrentRequests { get; set; } = 8;

    /// <summary>Delay before the first retry, in seconds; it doubles with each further retry.</summary>
    public double FirstRetrySeconds { get; set; } = 5;

    /// <summary>The longest delay between two attempts, in seconds.</summary>
    public double LongestRetrySeconds { get; set; } = 600;

    /// <summary>How many consecutive failures open the circuit breaker.</summary>
    public int BreakerFailures { get; set; } = 5;

    /// <summary>How long the circuit breaker stays open the first time, in seconds; it doubles each time it opens again.</summary>
    public double FirstBreakSeconds { get; set; } = 5;

    /// <summary>The longest time that the circuit breaker stays open, in seconds.</summary>
    public double LongestBreakSeconds { get; set; } = 120;
}
