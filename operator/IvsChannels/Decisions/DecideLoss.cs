using Onair.Operator.Reconciliation;

namespace Onair.Operator.IvsChannels.Decisions;

/// <summary>
/// Decides when a recorded resource that AWS does not find counts as deleted: reads lag behind writes, so one NotFound proves nothing, and
/// what is made anew because of it is a second channel (docs/decisions/0019-one-notfound-is-not-a-loss.md).
/// </summary>
internal static class DecideLoss
{
    /// <summary>NotFounds before a resource counts as deleted.</summary>
    public const int Looks = 3;

    /// <summary>How long it must not be found: longer than any read lags behind.</summary>
    public static TimeSpan After(IvsChannelView view) => view.Lag * 1.5;

    /// <summary>The next step about a recorded resource that was not found.</summary>
    public static ReconcileStep Next(IvsChannelView view, IvsResource kind)
    {
        if (view.Deleted.Contains(view.RecordedArn(kind)!)) return new IvsChannelStep.RecordRemoval(kind);
        if (view.Changed.Contains(kind)) return new Wait("Provisioning", $"The {kind.Title()} is being created.");
        return Doubt(view, kind, "Onair recreates it if AWS repeatedly fails to find it.") ?? new IvsChannelStep.RecordLoss(kind);
    }

    /// <summary>The next step before a NotFound counts; null when it counts.</summary>
    /// <param name="view">What is known of the channel.</param>
    /// <param name="kind">The recorded resource that was not found.</param>
    /// <param name="then">What happens when it counts, for people.</param>
    public static ReconcileStep? Doubt(IvsChannelView view, IvsResource kind, string then)
    {
        var missing = view.Status.Resources.Missing is { } recorded && recorded.Resource == kind.ToString() ? recorded : null;
        if (missing is { Looks: >= Looks } && view.Now - missing.Since >= After(view)) return null;
        return view.MissingIsCounted
            ? new Wait("Missing", $"AWS does not find the {kind.Title()} {view.RecordedArn(kind)}. {then}")
            : new IvsChannelStep.RecordMissing(kind);
    }

    /// <summary>The step that clears the record of a resource that has turned up again; null when it was not missing.</summary>
    public static ReconcileStep? Found(IvsChannelView view, IvsResource kind) =>
        view.Status.Resources.Missing?.Resource == kind.ToString() ? new IvsChannelStep.RecordFound() : null;
}
