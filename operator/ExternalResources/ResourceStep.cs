using Onair.Operator.Reconciliation;

namespace Onair.Operator.ExternalResources;

/// <summary>The steps in the life of an external resource. Each does at most one side effect; a custom resource's own steps derive from it.</summary>
internal abstract record ResourceStep<TKind> : ReconcileStep
    where TKind : struct, Enum
{
    /// <summary>By the recorded id, by the given one, or by tag. It has no side effect; the next decision knows what was found.</summary>
    internal sealed record Look(TKind Kind, bool ByTag, string? Id = null) : ResourceStep<TKind>;

    // Records: one status write each.

    /// <summary>A creation begins.</summary>
    internal sealed record RecordIntent(TKind Kind) : ResourceStep<TKind>;

    internal sealed record RecordId(TKind Kind, string Id) : ResourceStep<TKind>
    {
        /// <summary>The id of the resource that the provider has made with it; null for none.</summary>
        public string? Part { get; init; }
    }

    /// <summary>The recorded resource was not found; it counts as lost only after several looks.</summary>
    internal sealed record RecordMissing(TKind Kind) : ResourceStep<TKind>;

    /// <summary>The resource that was not found has turned up again.</summary>
    internal sealed record RecordFound(TKind Kind) : ResourceStep<TKind>;

    /// <summary>The recorded resource is gone, and what it had given the status goes with it.</summary>
    /// <param name="Kind">Its kind.</param>
    /// <param name="ByOthers">Somebody else deleted it; false when Onair did, because its creation had failed or it is not declared any more.</param>
    internal sealed record RecordLoss(TKind Kind, bool ByOthers = true) : ResourceStep<TKind>
    {
        /// <summary>The resource exists, and is not the owner's.</summary>
        public bool IsAnothers { get; init; }
    }

    // At the provider

    /// <summary>Creates a resource whose intent is recorded.</summary>
    /// <param name="Kind">Its kind.</param>
    /// <param name="Token">The recorded idempotency token; empty where the service takes none.</param>
    internal sealed record Create(TKind Kind, string Token = "") : ResourceStep<TKind>
    {
        /// <summary>Somebody had deleted it, and it is put back under the same id.</summary>
        public bool Restores { get; init; }
    }

    /// <summary>Makes the resource as declared; <paramref name="Fields"/> is what differed of the spec.</summary>
    internal sealed record Update(Owned<TKind> Resource, IReadOnlyList<string> Fields) : ResourceStep<TKind>
    {
        public TKind Kind => Resource.Kind;

        /// <summary>The settings that an earlier version of Onair chose otherwise.</summary>
        public IReadOnlyList<string> Outdated { get; init; } = [];
    }

    internal sealed record Delete(Owned<TKind> Resource) : ResourceStep<TKind>
    {
        public TKind Kind => Resource.Kind;
    }

    /// <summary>Tags a resource as its owner's.</summary>
    internal sealed record Claim(TKind Kind, string Arn) : ResourceStep<TKind>
    {
        /// <summary>Onair has not made it.</summary>
        public bool IsAdoption { get; init; } = true;
    }

    /// <summary>Takes the tags of ownership off a resource that stays.</summary>
    internal sealed record Release(Owned<TKind> Resource) : ResourceStep<TKind>
    {
        public TKind Kind => Resource.Kind;
    }
}
