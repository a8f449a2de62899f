using Onair.Operator.AwsAccounts.Limits;

namespace Onair.Operator.Reconciliation;

/// <summary>
/// The one next thing to do about a resource: at most one side effect, or the end of the round. Each kind derives its own steps; those
/// here are common to all.
/// </summary>
internal abstract record ReconcileStep
{
    /// <summary>The priority of the step's calls where it does not depend on the round; null for that of the round.</summary>
    public virtual CallPriority? Priority => null;
}

internal sealed record AddFinalizer : ReconcileStep;

/// <summary>Nothing of the resource is left. The loop delivers its last events first.</summary>
internal sealed record RemoveFinalizer : ReconcileStep;

/// <summary>Ends the round: there is nothing to do now.</summary>
internal abstract record RoundEnd : ReconcileStep
{
    /// <summary>Only time, a deletion or a higher quota helps: the round is repeated slowly.</summary>
    public bool WaitsForQuota => this is Wait { For: WaitFor.Quota } or Stall { For: WaitFor.Quota };
}

/// <summary>Something is in progress; look again later.</summary>
/// <param name="Reason">Why: one word, the reason of the conditions.</param>
/// <param name="Message">Why, for people.</param>
/// <param name="For">What it waits for; it sets how soon to look again.</param>
/// <param name="Applied">The spec is applied; only a state is not reached yet. The generation counts as observed then.</param>
internal sealed record Wait(string Reason, string Message, WaitFor For = WaitFor.Provider, bool Applied = false) : RoundEnd;

/// <summary>Somebody has to change something; the message says what.</summary>
/// <param name="Reason">Why: one word, the reason of the conditions.</param>
/// <param name="Message">Why, for people.</param>
/// <param name="For">What it waits for; it sets how soon to look again.</param>
internal sealed record Stall(string Reason, string Message, WaitFor For = WaitFor.Cluster) : RoundEnd;

/// <summary>The provider has not answered: what was last seen may no longer hold. The round is repeated with backoff.</summary>
/// <param name="Reason">Why: one word, the reason of the conditions.</param>
/// <param name="Message">Why and since when, for people.</param>
internal sealed record Unsure(string Reason, string Message) : RoundEnd;

/// <summary>Everything is as declared.</summary>
internal record Settle : RoundEnd;
