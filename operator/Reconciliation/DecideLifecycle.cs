using Onair.Api.Common;

namespace Onair.Operator.Reconciliation;

/// <summary>What every kind does in the same way. A pure function, with which each kind's decision begins.</summary>
internal static class DecideLifecycle
{
    /// <summary>The next step when it does not depend on the kind; null when it does.</summary>
    public static ReconcileStep? Next(ResourceView view) => view switch
    {
        { Paused: true } => new Wait("Paused", $"Onair does nothing while the annotation {Annotations.Paused} is \"true\".", WaitFor.Cluster),
        { Deleting: true, HasFinalizer: false } => new Settle(),
        // Only its last events are left. A recorded time proves nothing: whoever may write a status could record one while the channel runs.
        { Deleting: true, IsProvenGone: true, Outbox.ClosedAt: not null } => new RemoveFinalizer(),
        { Deleting: false, HasFinalizer: false } => new AddFinalizer(),
        _ => null,
    };
}
