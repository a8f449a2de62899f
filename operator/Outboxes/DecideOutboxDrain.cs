using Onair.Api.Common;

namespace Onair.Operator.Outboxes;

/// <summary>What comes next when nothing of a deleted resource is left except its events.</summary>
internal enum OutboxDrainStep
{
    /// <summary>Record the deletion and its event. The outbox accepts no events after that.</summary>
    Close,

    /// <summary>Wait for the delivery of events.</summary>
    Wait,

    /// <summary>The delivery takes too long: the events become dead letters.</summary>
    GiveUp,

    /// <summary>The outbox is empty; the resource may go.</summary>
    Done,
}

/// <summary>Decides how the outbox of a deleted resource is drained. A pure function.</summary>
internal static class DecideOutboxDrain
{
    public static OutboxDrainStep Next(OutboxStatus? outbox, DateTimeOffset now, TimeSpan patience) => outbox switch
    {
        not { ClosedAt: not null } => OutboxDrainStep.Close,
        { Events.Count: 0 } => OutboxDrainStep.Done,
        { ClosedAt: var closed } => now - closed >= patience ? OutboxDrainStep.GiveUp : OutboxDrainStep.Wait,
    };
}
