using Onair.Events.Delivery;

namespace Onair.Operator;

/// <summary>How events are delivered: configuration section <c>Onair:Events</c>, environment <c>Onair__Events__…</c>.</summary>
internal sealed class EventOptions : DeliveryOptions
{
    /// <summary>How often the numbers in an EventSink's status are written when they have changed, in seconds.</summary>
    public double StatusSeconds { get; set; } = 10;

    /// <summary>
    /// How long ago an EventSink with an open circuit breaker must have accepted its latest event, in seconds, to delay no deletion: the last
    /// events of deleted resources become its dead letters at once.
    /// </summary>
    public double FailingSeconds { get; set; } = 30;

    /// <summary>How long a deleted resource waits for the delivery of its events, in seconds. Then they become dead letters.</summary>
    public double DrainSeconds { get; set; } = 300;
}
