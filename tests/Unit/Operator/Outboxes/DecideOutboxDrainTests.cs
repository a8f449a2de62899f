using Onair.Api.Common;
using Onair.Operator.Outboxes;

namespace Onair.Tests.Unit.Operator.Outboxes;

public sealed class DecideOutboxDrainTests
{
    private static readonly DateTimeOffset Closed = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    private static readonly OutboxStatus Waiting = new() { ClosedAt = Closed, Events = [new() { Id = "uid/1/1-deleted", Sinks = ["a/x"] }] };

    /// <summary>The outbox, seconds since the deletion was recorded → what comes next.</summary>
    public static TheoryData<object?, int, string> Cases => new()
    {
        { null, 0, nameof(OutboxDrainStep.Close) },
        { new OutboxStatus { Sequence = 3 }, 0, nameof(OutboxDrainStep.Close) },
        { Waiting with { ClosedAt = null }, 0, nameof(OutboxDrainStep.Close) },
        { Waiting, 0, nameof(OutboxDrainStep.Wait) },
        { Waiting, 299, nameof(OutboxDrainStep.Wait) },
        { Waiting, 300, nameof(OutboxDrainStep.GiveUp) },
        { Waiting with { Events = [] }, 0, nameof(OutboxDrainStep.Done) },
        { Waiting with { Events = [] }, 300, nameof(OutboxDrainStep.Done) },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_resource_goes_when_its_last_event_is_told_or_has_waited_long_enough(object? outbox, int seconds, string next) =>
        DecideOutboxDrain.Next((OutboxStatus?)outbox, Closed.AddSeconds(seconds), TimeSpan.FromSeconds(300)).ToString().ShouldBe(next);
}
