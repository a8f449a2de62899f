using Onair.Api.Rules;
using Onair.Operator.ProviderAccess;

namespace Onair.Operator.Reconciliation;

/// <summary>Why no calls can be made to a provider.</summary>
/// <param name="Reason">One word, the reason of the conditions.</param>
/// <param name="Message">For people; empty where a violation says it already.</param>
internal sealed record ProviderProblem(string Reason, string Message)
{
    /// <summary>How a round ends that must not go on without the provider. It waits, unless the spec has to be changed first.</summary>
    public RoundEnd EndWith(IReadOnlyList<Violation> violations) => violations.Count == 0
        ? new Wait(Reason, Message, WaitFor.Cluster)
        : new Stall("Invalid", string.Join("; ", violations.Select(v => $"{v}").Append(Message).Where(m => m.Length > 0)));

    /// <summary>How a round ends that cannot go on without credentials.</summary>
    public static RoundEnd EndWith(CredentialsException e) => e.MayCome ? new Wait(e.Reason, e.Message, WaitFor.Reference) : new Stall(e.Reason, e.Message);
}
