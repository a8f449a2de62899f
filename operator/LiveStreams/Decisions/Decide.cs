using Onair.Api.Common;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>
/// Chooses the one next step of a stream from what is declared, recorded and seen. A pure function: restarting the operator
/// after any step leads to the same choices.
/// </summary>
internal static class Decide
{
    /// <summary>
    /// How long a creation whose outcome is unknown is left to appear in MediaLive's lists before it is sent again. The token
    /// makes a repeat harmless for inputs and channels; a security group takes no token.
    /// </summary>
    public static readonly TimeSpan AppearanceTime = TimeSpan.FromSeconds(10);

    public static Step Next(StreamView view)
    {
        if (view.Paused)
            return new Step.Wait("Paused", $"Nothing is done while the annotation {Annotations.Paused} is \"true\".", WaitFor.Cluster);
        if (view.Deleting) return view.HasFinalizer ? DecideDeletion.Next(view) : new Step.Settle(false, []);
        if (!view.HasFinalizer) return new Step.AddFinalizer();
        if (!view.Provider.Usable)
            return view.Violations.Count == 0
                ? new Step.Wait(view.Provider.Reason, view.Provider.Message, WaitFor.Cluster)
                : new Step.Stall("Invalid", string.Join("; ", view.Violations.Select(v => $"{v}").Append(view.Provider.Message).Where(m => m.Length > 0)));
        if (view.Violations.Count > 0) return Refuse(view, string.Join("; ", view.Violations));
        if (view.ObserveOnly) return DecideObservation.Next(view);
        return DecideRun.StopFirst(view) ?? DecideProvisioning.Next(view) ?? DecideDistribution.Next(view) ?? DecideRun.Next(view);
    }

    // An edit that cannot be made must not take a running show off air, nor keep it on air for ever: a stop is still obeyed,
    // and so are the limits; nothing else is done.
    private static Step Refuse(StreamView view, string message) =>
        (view.ObserveOnly ? null : DecideRun.StopOnly(view)) ?? new Step.Stall("Invalid", message);
}
