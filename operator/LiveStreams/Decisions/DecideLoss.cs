using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>
/// Decides when a recorded resource that AWS does not find counts as deleted. AWS's reads are eventually consistent ("Eventual
/// consistency", EC2 developer guide, which all control planes follow): one NotFound proves nothing, and what is made anew because of it
/// is a second channel that bills.
/// </summary>
internal static class DecideLoss
{
    /// <summary>NotFounds before a resource counts as deleted.</summary>
    public const int Looks = 3;

    /// <summary>How long it must not be found: longer than any read lags behind.</summary>
    public static TimeSpan After(LiveStreamView view) => view.Lag * 1.5;

    /// <summary>The next step about a recorded resource that was not found.</summary>
    public static ReconcileStep Next(LiveStreamView view, ResourceKind kind)
    {
        if (view.Changed.Contains(kind) && !view.Deleted.Contains(kind)) return new Wait("Provisioning", $"The {kind.Title()} is being created.");
        if (view.Deleted.Contains(kind)) return new LiveStreamStep.RecordLoss(kind, ByOthers: false);
        return Doubt(view, kind, "Onair recreates it only after AWS has repeatedly failed to find it.") switch
        {
            null => Lost(view, kind),
            // What is missing must not keep a running channel from its stop and its limits.
            Wait wait => DecideRun.StopOnly(view) ?? wait,
            var step => step,
        };
    }

    /// <summary>The next step before a NotFound counts; null when it counts.</summary>
    /// <param name="view">What is known of the stream.</param>
    /// <param name="kind">The recorded resource that was not found.</param>
    /// <param name="then">What happens when it counts, for people.</param>
    public static ReconcileStep? Doubt(LiveStreamView view, ResourceKind kind, string then)
    {
        var missing = view.Status.Resources.Missing is { } recorded && recorded.Resource == kind.ToString() ? recorded : null;
        if (missing is { Looks: >= Looks } && view.Now - missing.Since >= After(view)) return null;
        return view.MissingIsCounted
            ? new Wait("Missing", $"AWS does not find the {kind.Title()} {view.RecordedId(kind)}. {then}")
            : new LiveStreamStep.RecordMissing(kind);
    }

    /// <summary>The step that clears the record of a resource that has turned up again; null when it was not missing.</summary>
    public static ReconcileStep? Found(LiveStreamView view, ResourceKind kind) =>
        view.Status.Resources.Missing?.Resource == kind.ToString() ? new LiveStreamStep.RecordFound(kind) : null;

    // The behaviour is known by the endpoint's URL, and the next endpoint has another: the behaviour goes first, unless CloudFront does
    // not let it go. It leads nowhere then and harms nobody.
    private static ReconcileStep Lost(LiveStreamView view, ResourceKind kind) =>
        kind == ResourceKind.PackageEndpoint && view.RecordedId(ResourceKind.Behaviour) is { } behaviour && view.DistributionProblem is null
            ? DecideDistribution.Remove(view, behaviour)
            : new LiveStreamStep.RecordLoss(kind);
}
