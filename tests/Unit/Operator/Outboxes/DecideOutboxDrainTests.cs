using Onair.Api.Common;
using Onair.Operator.Outboxes;

namespace Onair.Tests.Unit.Operator.Outboxes;

public sealed class DecideOutboxDrainTests
{
    private static readonly DateTimeOffset Closed = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    private static readonly OutboxStatus Waiting = new() { ClosedAt = Closed, Events = [new() { Id = "uid/1/1-deleted", Sinks = ["a/x"] }] };

    private static readonly OutboxStatus WaitingForTwo = Waiting with { Events = [new() { Id = "uid/1/1-deleted", Sinks = ["a/x", "a/dead"] }] };

    /// <summary>The outbox, seconds since the deletion was recorded → what comes next. The EventSink a/dead is failing.</summary>
    public static TheoryData<object?, int, string> Cases => new()
    {
        { null, 0, "Close" },
        { new OutboxStatus { Sequence = 3 }, 0, "Close" },
        { Waiting with { ClosedAt = null }, 0, "Close" },
        { WaitingForTwo with { ClosedAt = null }, 0, "Close" },
        { Waiting, 0, "Wait" },
        { Waiting, 299, "Wait" },
        { Waiting, 300, "GiveUp a/x: the resource was deleted, and waited 300 s for the delivery" },
        { WaitingForTwo, 0, "GiveUp a/dead: the resource was deleted while the EventSink was failing: 503" },
        { WaitingForTwo, 300, "GiveUp a/x: the resource was deleted, and waited 300 s for the delivery; a/dead: the resource was deleted, and waited 300 s for the delivery" },
        { Waiting with { Events = [] }, 0, "Done" },
        { Waiting with { Events = [] }, 300, "Done" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Waits_for_healthy_sinks_and_gives_up_on_failing_ones_at_once(object? outbox, int seconds, string next) =>
        Text(DecideOutboxDrain.Next((OutboxStatus?)outbox, Closed.AddSeconds(seconds), TimeSpan.FromSeconds(300), sink => sink == "a/dead" ? "503" : null)).ShouldBe(next);

    private static string Text(OutboxDrainStep step) =>
        step is OutboxDrainStep.GiveUp give ? $"GiveUp {string.Join("; ", give.Sinks.Select(s => $"{s.Sink}: {s.Reason}"))}" : step.GetType().Name;
}
