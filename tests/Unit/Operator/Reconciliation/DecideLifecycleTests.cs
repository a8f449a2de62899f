using Onair.Api.Common;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.Reconciliation;

public sealed class DecideLifecycleTests
{
    /// <summary>Paused, deleting, has the finalizer, its outbox is closed → what comes next, whatever the kind; empty when the kind decides.</summary>
    public static TheoryData<bool, bool, bool, bool, string> Cases => new()
    {
        { false, false, false, false, "AddFinalizer" },
        { false, false, true, false, "" },
        { false, true, true, false, "" },
        { false, true, true, true, "RemoveFinalizer" },
        { false, true, false, false, "Settle" },
        { false, true, false, true, "Settle" },
        { true, false, false, false, "Wait Paused" },
        { true, false, true, false, "Wait Paused" },
        { true, true, true, true, "Wait Paused" },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_kind_begins_and_ends_in_the_same_way(bool paused, bool deleting, bool hasFinalizer, bool closed, string next)
    {
        var view = new View(closed ? new() { ClosedAt = DateTimeOffset.UnixEpoch } : null)
        {
            Now = DateTimeOffset.UnixEpoch,
            Paused = paused,
            Deleting = deleting,
            HasFinalizer = hasFinalizer,
        };

        var step = DecideLifecycle.Next(view);

        (step is Wait wait ? $"Wait {wait.Reason}" : step?.GetType().Name ?? "").ShouldBe(next);
    }

    private sealed record View(OutboxStatus? Closing) : ResourceView
    {
        public override OutboxStatus? Outbox => Closing;
    }
}
