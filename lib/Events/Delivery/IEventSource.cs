using Onair.Api.Common;

namespace Onair.Events.Delivery;

/// <summary>A queue of events that survives a restart, e.g. the outbox of a resource or a table of a database.</summary>
public interface IEventSource
{
    /// <summary>The oldest events that are not settled yet, in order.</summary>
    /// <param name="limit">The most events to return.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    ValueTask<IReadOnlyList<PendingEvent>> PendingAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Removes events that are delivered, or whose receiver no longer exists. Repeated calls are no error.</summary>
    /// <param name="events">The events.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task SettleAsync(IReadOnlyList<PendingEvent> events, CancellationToken cancellationToken);

    /// <summary>Turns events that cannot be delivered into dead letters. Repeated calls are no error.</summary>
    /// <param name="events">The events.</param>
    /// <param name="kind">Why, for metrics: one of a few words.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="cancellationToken">Cancels the call.</param>
    Task DeadLetterAsync(IReadOnlyList<PendingEvent> events, string kind, string reason, CancellationToken cancellationToken);
}
