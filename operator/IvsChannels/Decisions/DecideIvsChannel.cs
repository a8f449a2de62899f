using Onair.Operator.Reconciliation;

namespace Onair.Operator.IvsChannels.Decisions;

/// <summary>
/// Decides the one next step of an IvsChannel from what is declared, recorded and observed. A pure function: a restart of the operator
/// after any step leads to the same decisions.
/// </summary>
internal static class DecideIvsChannel
{
    public static ReconcileStep Next(IvsChannelView view)
    {
        if (DecideLifecycle.Next(view) is { } common) return common;
        if (view.Deleting) return DecideDeletion.Next(view);
        if (view.ProviderProblem is { } unusable) return unusable.EndWith(view.Violations);
        if (view.Violations.Count > 0) return new Stall("Invalid", string.Join("; ", view.Violations));
        // What is wrong with another resource must not hide whether the channel is live.
        if (Stream(view) is { } look) return look;
        return view.ObserveOnly ? DecideObservation.Next(view) : DecideProvisioning.Next(view);
    }

    private static IvsChannelStep.LookAtStream? Stream(IvsChannelView view) =>
        view.Stream is null && view.RecordedId(IvsResource.Channel) is { } arn ? new(arn) : null;
}
