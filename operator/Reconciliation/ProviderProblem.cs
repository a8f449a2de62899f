namespace Onair.Operator.Reconciliation;

/// <summary>Why no calls can be made to a provider.</summary>
/// <param name="Reason">One word, the reason of the conditions.</param>
/// <param name="Message">For people; empty where a violation says it already.</param>
internal sealed record ProviderProblem(string Reason, string Message);
