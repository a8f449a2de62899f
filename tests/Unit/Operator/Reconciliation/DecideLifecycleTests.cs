using Onair.Api.Common;
using Onair.Operator.Reconciliation;

namespace Onair.Tests.Unit.Operator.Reconciliation;

public sealed class DecideLifecycleTests
{
    /// <summary>Paused, deleting, has the finalizer, its outbox is closed and this process has seen that nothing is left → what comes next, whatever the kind; empty when the kind decides.</summary>
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
            IsProvenGone = closed,
        };

        var step = DecideLifecycle.Next(view);

        (step is Wait wait ? $"Wait {wait.Reason}" : step?.GetType().Name ?? "").ShouldBe(next);
    }

    [Fact]
    public void A_recorded_end_of_the_outbox_does_not_end_a_deletion()
    {
        var view = new View(new() { ClosedAt = DateTimeOffset.UnixEpoch }) { Now = DateTimeOffset.UnixEpoch, Deleting = true };

        DecideLifecycle.Next(view).ShouldBeNull("the kind looks whether anything is left");
        DecideLifecycle.Next(view with { IsProvenGone = true }).ShouldBeOfType<RemoveFinalizer>();
    }

    private sealed record View(OutboxStatus? Closing) : ResourceView
    {
        public override OutboxStatus? Outbox => Closing;
    }
}
