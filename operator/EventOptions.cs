using Onair.Events.Delivery;
using Onair.Hosting.Settings;

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

    public static EventOptions Read(SettingsReader settings)
    {
        var usual = new EventOptions();
        return new()
        {
            AllowedCidrs = settings.Networks(nameof(AllowedCidrs)),
            MaxConcurrentRequests = settings.Number(nameof(MaxConcurrentRequests), usual.MaxConcurrentRequests, 1, 1000),
            FirstRetrySeconds = settings.Delay(nameof(FirstRetrySeconds), usual.FirstRetrySeconds),
            LongestRetrySeconds = settings.Delay(nameof(LongestRetrySeconds), usual.LongestRetrySeconds),
            BreakerFailures = settings.Number(nameof(BreakerFailures), usual.BreakerFailures, 1, 1000),
            FirstBreakSeconds = settings.Delay(nameof(FirstBreakSeconds), usual.FirstBreakSeconds),
            LongestBreakSeconds = settings.Delay(nameof(LongestBreakSeconds), usual.LongestBreakSeconds),
            StatusSeconds = settings.Period(nameof(StatusSeconds), usual.StatusSeconds),
            FailingSeconds = settings.Delay(nameof(FailingSeconds), usual.FailingSeconds),
            DrainSeconds = settings.Delay(nameof(DrainSeconds), usual.DrainSeconds),
        };
    }
}
