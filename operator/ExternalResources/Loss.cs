using Onair.Operator.Reconciliation;

namespace Onair.Operator.ExternalResources;

/// <summary>
/// Decides when a recorded resource that its provider does not find counts as deleted. AWS's reads are eventually consistent ("Eventual
/// consistency", EC2 developer guide, which all control planes follow): one NotFound proves nothing, and what is made anew because of it
/// is a second channel that bills (docs/decisions/0019-one-notfound-is-not-a-loss.md). A pure function.
/// </summary>
internal static class Loss
{
    /// <summary>NotFounds before a resource counts as deleted.</summary>
    public const int Looks = 3;

    /// <summary>Whether a resource was not found often enough, for long enough.</summary>
    /// <param name="looks">How often it was not found.</param>
    /// <param name="since">When it was first not found.</param>
    /// <param name="patience">How long it must not be found: longer than any read lags behind.</param>
    /// <param name="now">The time.</param>
    public static bool IsProven(int looks, DateTimeOffset since, TimeSpan patience, DateTimeOffset now) => looks >= Looks && now - since >= patience;

    /// <summary>The next step about a recorded resource that was not found.</summary>
    public static ReconcileStep Next<TKind>(ExternalView<TKind> view, TKind kind)
        where TKind : struct, Enum
    {
        if (view.IsDeleted(kind)) return new ResourceStep<TKind>.RecordLoss(kind, ByOthers: false);
        if (view.Changed.Contains(kind)) return new Wait("Provisioning", $"The {view.Title(kind)} is being created.");
        return Doubt(view, kind, "Onair recreates it only after AWS has repeatedly failed to find it.") ?? new ResourceStep<TKind>.RecordLoss(kind);
    }

    /// <summary>The next step before a NotFound counts; null when it counts.</summary>
    /// <param name="view">What is known.</param>
    /// <param name="kind">The recorded resource that was not found.</param>
    /// <param name="then">What happens when it counts, for people.</param>
    public static ReconcileStep? Doubt<TKind>(ExternalView<TKind> view, TKind kind, string then)
        where TKind : struct, Enum
    {
        if (view.Records.Missing is { } missing && missing.Resource == kind.ToString() && IsProven(missing.Looks, missing.Since, view.Lag * 1.5, view.Now)) return null;
        return view.MissingIsCounted
            ? new Wait("Missing", $"AWS does not find the {view.Title(kind)} {view.RecordedId(kind)}. {then}")
            : new ResourceStep<TKind>.RecordMissing(kind);
    }

    /// <summary>The step that clears the record of a resource that has turned up again; null when it was not missing.</summary>
    public static ReconcileStep? Found<TKind>(ExternalView<TKind> view, TKind kind)
        where TKind : struct, Enum => view.Records.Missing?.Resource == kind.ToString() ? new ResourceStep<TKind>.RecordFound(kind) : null;
}
