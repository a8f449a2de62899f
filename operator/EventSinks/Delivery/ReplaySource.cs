using Onair.Api.Common;
using Onair.Operator.EventSinks.Status;

namespace Onair.Operator.EventSinks.Delivery;

/// <summary>The dead letters of an EventSink that are sent again.</summary>
internal sealed class ReplaySource(SinkStatusWriter status) : IEventSource
{
    public IReadOnlyList<PendingEvent> Pending() => status.Freshest is { } sink ? DeadLetterList.Replaying(sink.Recorded, status.Key) : [];

    public Task SettleAsync(IReadOnlyList<PendingEvent> events, CancellationToken cancellationToken)
    {
        var ids = Ids(events);
        return status.UpdateAsync(s => DeadLetterList.Taken(s, ids), cancellationToken);
    }

    public Task RefuseAsync(IReadOnlyList<PendingEvent> events, string kind, string reason, CancellationToken cancellationToken)
    {
        var ids = Ids(events);
        return status.UpdateAsync(s => DeadLetterList.Refused(s, ids, reason), cancellationToken);
    }

    private static HashSet<string> Ids(IReadOnlyList<PendingEvent> events) => events.Select(e => e.Id).ToHashSet(StringComparer.Ordinal);
}
