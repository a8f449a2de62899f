using Onair.Api.Common;

namespace Onair.Operator.EventSinks;

/// <summary>The events that EventSinks have not taken, in the status of each.</summary>
internal sealed class DeadLetters
{
    /// <summary>
    /// Adds dead letters. One that is there already is not added again: a caller that died after this call repeats it. A sink that is gone
    /// gets none.
    /// </summary>
    /// <param name="sink">The EventSink, as <c>namespace/name</c>.</param>
    /// <param name="events">The events.</param>
    /// <param name="reason">Why, for people.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public Task AddAsync(string sink, IReadOnlyList<PendingEvent> events, string reason, CancellationToken cancellationToken) => throw new NotImplementedException();
}
