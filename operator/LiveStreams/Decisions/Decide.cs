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
        if (!view.Provider.Usable) return new Step.Wait(view.Provider.Reason, view.Provider.Message, WaitFor.Cluster);
        if (view.Status.Resources.Provider is { } made && made != view.Spec.ProviderRef.Name)
            return new Step.Stall(
                "ProviderChanged",
                new Violation(
                    "spec.providerRef.name", view.Spec.ProviderRef.Name,
                    $"the stream's resources exist in provider \"{made}\"; delete the LiveStream to move it").ToString());
        // An invalid edit must not take a running show off air: a stop is still obeyed, nothing else is.
        if (view.Violations.Count > 0)
            return DecideRun.StopOnly(view) ?? new Step.Stall("Invalid", string.Join("; ", view.Violations));
        return DecideProvisioning.Next(view) ?? DecideDistribution.Next(view) ?? DecideRun.Next(view);
    }
}
