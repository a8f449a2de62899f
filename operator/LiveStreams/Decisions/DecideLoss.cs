using Onair.Operator.ExternalResources;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>What a stream does about a recorded resource that AWS does not find, beyond what every kind does. A pure function.</summary>
internal static class DecideLoss
{
    /// <summary>The next step about a recorded resource that was not found.</summary>
    public static ReconcileStep Next(LiveStreamView view, ResourceKind kind) => Loss.Next(view, kind) switch
    {
        // What is missing must not keep a running channel from its stop and its limits.
        Wait { Reason: "Missing" } wait => DecideRun.StopOnly(view) ?? wait,
        LiveStreamStep.RecordLoss { ByOthers: true } loss => Lost(view, kind) ?? loss,
        var step => step,
    };

    // The behaviour is known by the endpoint's URL, and the next endpoint has another: the behaviour goes first, unless CloudFront does
    // not let it go. It leads nowhere then and harms nobody.
    private static ReconcileStep? Lost(LiveStreamView view, ResourceKind kind) =>
        kind == ResourceKind.PackageEndpoint && view.RecordedId(ResourceKind.Behaviour) is not null && view.DistributionProblem is null
            ? DecideDistribution.Remove(view)
            : null;
}
