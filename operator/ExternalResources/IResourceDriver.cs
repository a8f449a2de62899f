namespace Onair.Operator.ExternalResources;

/// <summary>Observes, creates, updates and deletes one kind of external resource. Each call has at most one side effect.</summary>
/// <typeparam name="TContext">What the calls need to know.</typeparam>
/// <typeparam name="TKind">The kinds of the owner's resources.</typeparam>
/// <typeparam name="TSeen">What a look finds.</typeparam>
internal interface IResourceDriver<in TContext, TKind, TSeen>
    where TContext : OwnerContext
    where TKind : struct, Enum
    where TSeen : SeenResource
{
    TKind Kind { get; }

    /// <summary>Describes the resource with this id. A missing one may also surface as AWS's NotFound error.</summary>
    Task<TSeen> LookAsync(TContext context, string id, CancellationToken cancellationToken);

    /// <summary>Searches for a resource with the owner's tag, or with an id that only this owner can have.</summary>
    Task<TSeen> FindAsync(TContext context, CancellationToken cancellationToken);

    /// <summary>Creates the resource with the recorded idempotency token, if the service takes one; returns the record of it.</summary>
    Task<ResourceStep<TKind>.RecordId> CreateAsync(TContext context, string token, CancellationToken cancellationToken);

    /// <summary>Changes the owner's resource to what is declared. Without it no setting of the resource can be changed.</summary>
    Task UpdateAsync(TContext context, Owned<TKind> resource, CancellationToken cancellationToken) =>
        throw new NotSupportedException($"A {Kind} is never updated.");

    /// <summary>Deletes the owner's resource, or starts its deletion.</summary>
    Task DeleteAsync(TContext context, Owned<TKind> resource, CancellationToken cancellationToken);

    /// <summary>Tags a resource as its owner's.</summary>
    Task ClaimAsync(TContext context, string arn, bool isAdoption, CancellationToken cancellationToken) => Ownership.ClaimAsync(context, arn, isAdoption, cancellationToken);

    /// <summary>Takes the owner's tags off a resource.</summary>
    Task ReleaseAsync(TContext context, Owned<TKind> resource, CancellationToken cancellationToken) => Ownership.ReleaseAsync(context, resource, cancellationToken);
}
