using Onair.Api.Common;

namespace Onair.Events.Outboxes;

/// <summary>What becomes of an outbox. Pure functions.</summary>
public static class Outbox
{
    /// <summary>How many events may wait in one resource.</summary>
    public const int Limit = 64;

    /// <summary>How much data they may have together, in characters: etcd takes an object of 1.5 MiB, all in all.</summary>
    public const int DataLimit = 512 * 1024;

    /// <summary>Counts transitions, and keeps the events that some EventSink is to be told.</summary>
    /// <param name="outbox">As it is; null before the first transition.</param>
    /// <param name="events">The transitions in their order, numbered from <see cref="OutboxStatus.Sequence"/> + 1.</param>
    /// <returns>The outbox with them, and what has to leave it for that: the oldest beyond the limits.</returns>
    public static (OutboxStatus Outbox, IReadOnlyList<PendingEvent> Overflow) Append(OutboxStatus? outbox, IReadOnlyList<PendingEvent> events)
    {
        var before = outbox ?? new();
        IReadOnlyList<PendingEvent> all = [.. before.Events, .. events.Where(e => e.Sinks.Count > 0)];
        var (over, data) = (Math.Max(0, all.Count - Limit), all.Sum(e => e.Data.Length));
        data -= all.Take(over).Sum(e => e.Data.Length);
        while (data > DataLimit) data -= all[over++].Data.Length;
        return (before with { Sequence = before.Sequence + events.Count, Events = [.. all.Skip(over)] }, [.. all.Take(over)]);
    }

    /// <summary>Takes a sink off some events. An event that no sink needs any more leaves.</summary>
    /// <param name="outbox">As it is.</param>
    /// <param name="sink">The EventSink, as <c>namespace/name</c>.</param>
    /// <param name="ids">The events' ids; unknown ones are no error.</param>
    /// <returns>The same object when nothing changes.</returns>
    public static OutboxStatus Settle(OutboxStatus outbox, string sink, IReadOnlySet<string> ids)
    {
        if (!outbox.Events.Any(e => ids.Contains(e.Id) && e.Sinks.Contains(sink))) return outbox;
        return outbox with
        {
            Events = [.. outbox.Events.Select(e => ids.Contains(e.Id) ? e with { Sinks = [.. e.Sinks.Where(s => s != sink)] } : e).Where(e => e.Sinks.Count > 0)],
        };
    }
}
