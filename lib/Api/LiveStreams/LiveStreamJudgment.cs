using Onair.Api.MediaProviders;
using Onair.Api.Rules;

namespace Onair.Api.LiveStreams;

/// <summary>Judges a creation or an edit of a LiveStream by its rule table. Whoever writes a LiveStream asks here. Pure functions.</summary>
public static class LiveStreamJudgment
{
    /// <summary>The violations that the edit adds, which refuse it, and those that the stored stream had before.</summary>
    /// <param name="edit">The edit.</param>
    /// <param name="provider">The MediaProvider that the edited stream names, if known.</param>
    public static (IReadOnlyList<Violation> Added, IReadOnlyList<Violation> Kept) Of(Edit<LiveStream> edit, MediaProvider? provider) =>
        Ratchet.Split(Before(edit, provider), LiveStreamRules.Check(CaseAfter(edit, provider)));

    /// <summary>Whether the edited stream breaks a rule only because of its provider.</summary>
    public static bool IsBrokenBecauseOf(MediaProvider provider, Edit<LiveStream> edit) =>
        LiveStreamRules.Check(CaseAfter(edit, provider)).Except(LiveStreamRules.Check(CaseAfter(edit, null))).Any();

    /// <summary>What the rules check of the edited stream. The API server keeps the stored status, whatever the client sends.</summary>
    public static LiveStreamCase CaseAfter(Edit<LiveStream> edit, MediaProvider? provider) =>
        edit.After.Case(provider) with { Recorded = edit.Before?.Recorded ?? new() };

    // The violations before the edit, under the provider after it: the webhook itself may have filled that in.
    private static IReadOnlyList<Violation> Before(Edit<LiveStream> edit, MediaProvider? provider)
    {
        if (edit.Before is not { } before) return [];
        if (before.Spec.ProviderName.Length > 0 || edit.After.Spec.ProviderName.Length == 0) return LiveStreamRules.Check(before.Case(provider));
        var spec = before.Spec with { ProviderRef = edit.After.Spec.ProviderRef };
        return LiveStreamRules.Check(before.Case(null) with { Spec = spec, Provider = provider?.Spec });
    }
}
