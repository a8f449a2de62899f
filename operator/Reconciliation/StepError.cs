namespace Onair.Operator.Reconciliation;

/// <summary>What an error in a step means for the round.</summary>
internal abstract record StepError
{
    private StepError()
    {
    }

    /// <summary>The round ends as if that had been decided.</summary>
    internal sealed record Ends(RoundEnd End) : StepError;

    /// <summary>The error counts as a failure: the resource is reconciled again with backoff.</summary>
    /// <param name="Recorded">What the status says until then; null leaves it as it is.</param>
    internal sealed record Retries(RoundEnd? Recorded = null) : StepError;

    /// <summary>The round has learned from it, and decides again.</summary>
    internal sealed record Continues : StepError;
}
