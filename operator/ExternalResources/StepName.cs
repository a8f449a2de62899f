using Onair.Operator.Reconciliation;

namespace Onair.Operator.ExternalResources;

/// <summary>What a step does, for messages.</summary>
internal static class StepName
{
    /// <summary>The beginning of a sentence, e.g. <c>Creating the IVS channel</c>.</summary>
    /// <param name="step">The step.</param>
    /// <param name="title">The name of a resource.</param>
    public static string Of<TKind>(ReconcileStep step, Func<TKind, string> title)
        where TKind : struct, Enum => step switch
        {
            ResourceStep<TKind>.Look look => $"Looking for the {title(look.Kind)}",
            ResourceStep<TKind>.Create create => $"Creating the {title(create.Kind)}",
            ResourceStep<TKind>.Update update => $"Updating the {title(update.Kind)}",
            ResourceStep<TKind>.Delete delete => $"Deleting the {title(delete.Kind)}",
            ResourceStep<TKind>.Claim claim => $"Tagging the {title(claim.Kind)}",
            ResourceStep<TKind>.Release release => $"Untagging the {title(release.Kind)}",
            _ => step.GetType().Name,
        };
}
