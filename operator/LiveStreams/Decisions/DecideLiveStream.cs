using Onair.Operator.ExternalResources;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>
/// Decides the one next step of a LiveStream from what is declared, recorded and observed. A pure function: a restart of the operator
/// after any step leads to the same decisions.
/// </summary>
internal static class DecideLiveStream
{
    public static ReconcileStep Next(LiveStreamView view)
    {
        if (DecideLifecycle.Next(view) is { } common) return common;
        if (view.Deleting) return DecideDeletion.Next(view);
        if (view.ProviderProblem is { } unusable) return unusable.EndWith(view.Violations);
        if (view.Violations.Count > 0) return Refuse(view, string.Join("; ", view.Violations));
        if (view.ObserveOnly) return DecideObservation.Next(view);
        var step = Proof.Next(view, ResourceKind.Channel) ?? DecideRun.StopFirst(view) ?? DecideProvisioning.Next(view) ?? DecideRun.Next(view);
        if (step is Settle or Wait && DecideDistribution.Next(view) is { } distribution) return distribution;
        return step is Settle && view is { StreamKey: { State: SecretState.Unusable } key, Status.Hold: null }
            ? key.End("StreamKeyUnusable", ". The input keeps its present key until then.")
            : step;
    }

    // An edit that cannot be made must neither take a running broadcast off air nor keep it on air for ever: a stop and the limits are
    // still obeyed, and nothing else is done.
    private static ReconcileStep Refuse(LiveStreamView view, string message) =>
        (view.ObserveOnly ? null : Proof.Next(view, ResourceKind.Channel) ?? DecideRun.StopOnly(view)) ?? new Stall("Invalid", message);
}
