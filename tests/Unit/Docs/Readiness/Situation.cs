using Onair.Api.Common;

namespace Onair.Tests.Unit.Docs.Readiness;

/// <summary>What is broken.</summary>
internal enum Situation
{
    WrongToken,
    WrongOrigin,
    MissingSecret,
    UnlabeledSecret,
    NoRoute,
    PodUnschedulable,
    Quota,
    EncoderAway,
    ProviderAway,
}

/// <summary>A broken situation of a kind: what it is there, what the viewer or receiver gets, and what the product says.</summary>
/// <param name="What">What is broken, for this kind.</param>
/// <param name="Truth">What the viewer, the encoder or the receiver gets.</param>
/// <param name="Works">They get what was declared.</param>
/// <param name="Conditions">The conditions, as the product decides them.</param>
internal sealed record ReadinessCase(string What, string Truth, bool Works, IReadOnlyList<Condition> Conditions)
{
    // How work goes on is no statement about what the viewer gets.
    private static readonly string[] OfWork = [ConditionTypes.Reconciling, ConditionTypes.Stalled, "ChangesPending", "Deprecated", ConditionTypes.Drifted];

    public Condition Ready => Conditions.Single(c => c.Type == ConditionTypes.Ready);

    public bool IsStalled => Conditions.Any(c => c is { Type: ConditionTypes.Stalled, Status: ConditionStatus.True });

    /// <summary>The conditions besides Ready that say whether something works.</summary>
    public IEnumerable<Condition> Others => Conditions.Where(c => c.Type != ConditionTypes.Ready && !OfWork.Contains(c.Type)).OrderBy(c => c.Type, StringComparer.Ordinal);

    /// <summary>A condition that says that something does not work; null when all seems well.</summary>
    public Condition? Doubt => Ready.Status != ConditionStatus.True ? Ready : Others.FirstOrDefault(c => c.Status != ConditionStatus.True);
}
