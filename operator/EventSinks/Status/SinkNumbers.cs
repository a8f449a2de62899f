using Onair.Api.EventSinks;

namespace Onair.Operator.EventSinks.Status;

/// <summary>What happens to an EventSink while it is sent events, until it is written. Lost with the process, but for what is written.</summary>
internal sealed class SinkNumbers
{
    private readonly Lock _lock = new();
    private long _delivered;
    private DateTimeOffset? _lastDeliveredAt;
    private SinkErrorStatus? _lastError;

    /// <summary>Events that wait.</summary>
    public int Pending { get; set; }

    public BreakerState Breaker { get; set; }

    /// <summary>What is wrong with its Secrets; null when nothing is.</summary>
    public string? SecretProblem { get; set; }

    public void Delivered(int events, DateTimeOffset at)
    {
        lock (_lock) (_delivered, _lastDeliveredAt) = (_delivered + events, at);
    }

    public void Failed(SinkErrorStatus error)
    {
        lock (_lock) _lastError = error;
    }

    /// <summary>A status with what has happened, and how many of the deliveries it has: what is to be said to <see cref="Written"/>.</summary>
    public (EventSinkStatus Status, long Delivered) AddTo(EventSinkStatus status)
    {
        lock (_lock)
        {
            return (status with
            {
                Delivered = (status.Delivered ?? 0) + _delivered,
                LastDeliveredAt = _lastDeliveredAt ?? status.LastDeliveredAt,
                LastError = _lastError ?? status.LastError,
                Pending = Pending,
                Breaker = Breaker,
                Dead = status.DeadLetters.Count,
            }, _delivered);
        }
    }

    /// <summary>They are in the status now, and not to be added again.</summary>
    public void Written(long delivered)
    {
        lock (_lock) _delivered -= delivered;
    }
}
