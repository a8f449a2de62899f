using System.Text.Json;
using Onair.Api;
using Onair.Api.Common;

namespace Onair.Events.Outboxes;

/// <summary>Adds events to an outbox, and removes them. Pure functions.</summary>
public static class Outbox
{
    /// <summary>The most events that may wait in one resource.</summary>
    public const int Limit = 64;

    /// <summary>
    /// The most that they may take together, in bytes of UTF-8 JSON as sent to the API server: etcd accepts requests of up to 1.5 MiB
    /// (https://etcd.io/docs/latest/dev-guide/limit/), and the rest of the object needs room too.
    /// </summary>
    public const int ByteLimit = 512 * 1024;

    /// <summary>Counts transitions, and keeps the events that are for some EventSink.</summary>
    /// <param name="outbox">The outbox; null before the first transition.</param>
    /// <param name="events">The transitions in their order, numbered from <see cref="OutboxStatus.Sequence"/> + 1.</param>
    /// <returns>The outbox with them, and the oldest events that no longer fit.</returns>
    public static (OutboxStatus Outbox, IReadOnlyList<PendingEvent> Overflow) Append(OutboxStatus? outbox, IReadOnlyList<PendingEvent> events)
    {
        var before = outbox ?? new();
        IReadOnlyList<PendingEvent> all = [.. before.Events, .. events.Where(e => e.Sinks.Count > 0)];
        var (first, bytes) = (all.Count, 0L);
        while (first > 0 && all.Count - first < Limit && (bytes += Bytes(all[first - 1])) <= ByteLimit) first--;
        return (before with { Sequence = before.Sequence + events.Count, Events = [.. all.Skip(first)] }, [.. all.Take(first)]);
    }

    /// <summary>Removes a sink from some events, and the events that no sink waits for any more.</summary>
    /// <param name="outbox">The outbox.</param>
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

    // With the comma behind it.
    private static int Bytes(PendingEvent pending) => JsonSerializer.SerializeToUtf8Bytes(pending, OnairJsonContext.Default.PendingEvent).Length + 1;
}
