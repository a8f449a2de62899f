using Onair.Api.Common;

namespace Onair.Operator.EventSinks.Delivery;

/// <summary>Where a lane takes events from, and what becomes of them.</summary>
internal interface IEventSource
{
    /// <summary>What waits for the EventSink, in order.</summary>
    IReadOnlyList<PendingEvent> Pending();

    /// <summary>The EventSink has them, or is not there any more.</summary>
    Task SettleAsync(IReadOnlyList<PendingEvent> events, CancellationToken cancellationToken);

    /// <summary>The EventSink does not take them.</summary>
    /// <param name="events">The events.</param>
    /// <param name="kind">Why, for metrics.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task RefuseAsync(IReadOnlyList<PendingEvent> events, string kind, string reason, CancellationToken cancellationToken);
}
