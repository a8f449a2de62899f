using Onair.Api.Common;

namespace Onair.Operator.Outboxes;

/// <summary>What comes next when nothing of a deleted resource is left except its events.</summary>
internal abstract record OutboxDrainStep
{
    private OutboxDrainStep()
    {
    }

    /// <summary>Record the deletion and its event. The outbox accepts no events after that.</summary>
    public sealed record Close : OutboxDrainStep;

    /// <summary>Wait for the delivery of events.</summary>
    public sealed record Wait : OutboxDrainStep;

    /// <summary>The events for some EventSinks become their dead letters.</summary>
    /// <param name="Sinks">Each EventSink, as <c>namespace/name</c>, and why, for people.</param>
    public sealed record GiveUp(IReadOnlyList<(string Sink, string Reason)> Sinks) : OutboxDrainStep;

    /// <summary>The outbox is empty; the resource may go.</summary>
    public sealed record Done : OutboxDrainStep;
}

/// <summary>Decides how the outbox of a deleted resource is drained. A pure function.</summary>
internal static class DecideOutboxDrain
{
    /// <param name="outbox">The outbox; null before the first event.</param>
    /// <param name="now">The time.</param>
    /// <param name="patience">How long a deleted resource waits for a delivery.</param>
    /// <param name="problemOf">Why nothing can be delivered to an EventSink at present; null when it can.</param>
    public static OutboxDrainStep Next(OutboxStatus? outbox, DateTimeOffset now, TimeSpan patience, Func<string, string?> problemOf)
    {
        if (outbox is not { ClosedAt: { } closed }) return new OutboxDrainStep.Close();
        var sinks = SinksOf(outbox);
        if (sinks.Count == 0) return new OutboxDrainStep.Done();
        if (now - closed >= patience)
            return new OutboxDrainStep.GiveUp([.. sinks.Select(s => (s, $"the resource was deleted, and waited {patience.TotalSeconds:0} s for the delivery"))]);
        var failing = sinks.Select(s => (Sink: s, Problem: problemOf(s))).Where(s => s.Problem is not null).ToList();
        return failing.Count == 0
            ? new OutboxDrainStep.Wait()
            : new OutboxDrainStep.GiveUp([.. failing.Select(s => (s.Sink, $"the resource was deleted while the EventSink was failing: {s.Problem}"))]);
    }

    /// <summary>The EventSinks that have not accepted all events.</summary>
    public static IReadOnlyList<string> SinksOf(OutboxStatus outbox) => [.. outbox.Events.SelectMany(e => e.Sinks).Distinct(StringComparer.Ordinal)];
}
