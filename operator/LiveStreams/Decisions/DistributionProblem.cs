using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>Why CloudFront does not do what is declared. The show goes on without it.</summary>
/// <param name="Reason">One word, the reason of the condition.</param>
/// <param name="Message">For people.</param>
/// <param name="Passes">It may pass by itself, so it does not refute what CloudFront was last seen to have.</param>
internal sealed record DistributionProblem(string Reason, string Message, bool Passes)
{
    /// <summary>How the round ends of a deletion that it holds up.</summary>
    public RoundEnd EndWith() => Passes ? new Wait(Reason, Message, WaitFor.Quota) : new Stall(Reason, Message, WaitFor.Quota);
}
