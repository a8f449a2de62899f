using Onair.Api.Common;
using Onair.Api.Rules;

namespace Onair.Operator.Reconciliation;

/// <summary>What every decision depends on. Each kind adds what it declares, records and observes.</summary>
internal abstract record ResourceView
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>The annotation onair.dev/paused is "true".</summary>
    public bool Paused { get; init; }

    public bool Deleting { get; init; }

    public bool HasFinalizer { get; init; } = true;

    /// <summary>This process has found, since the deletion, that nothing of the resource is left but its events.</summary>
    public bool IsProvenGone { get; init; }

    public IReadOnlyList<Violation> Violations { get; init; } = [];

    /// <summary>Why no calls can be made to the provider; null when they can.</summary>
    public ProviderProblem? ProviderProblem { get; init; }

    /// <summary>The resource's events that are not delivered yet, as recorded.</summary>
    public abstract OutboxStatus? Outbox { get; }
}
