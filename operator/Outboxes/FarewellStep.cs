using Onair.Api.Common;

namespace Onair.Operator.Outboxes;

/// <summary>What comes next when nothing of a deleted resource is left but its events. A pure decision.</summary>
internal enum FarewellStep
{
    /// <summary>The deletion is to be recorded, and told.</summary>
    Close,

    /// <summary>Events are still to be delivered.</summary>
    Wait,

    /// <summary>That takes too long: they become dead letters.</summary>
    GiveUp,

    /// <summary>The resource may go.</summary>
    Over,
}

/// <summary>Decides a farewell.</summary>
internal static class DecideFarewell
{
    public static FarewellStep Next(OutboxStatus? outbox, DateTimeOffset now, TimeSpan patience) => outbox switch
    {
        not { ClosedAt: not null } => FarewellStep.Close,
        { Events.Count: 0 } => FarewellStep.Over,
        { ClosedAt: var closed } => now - closed >= patience ? FarewellStep.GiveUp : FarewellStep.Wait,
    };
}
