namespace Onair.Operator.ExternalResources;

/// <summary>
/// A resource that a look of this round has shown to be its owner's: what stops, changes, deletes or releases a resource, or reads a secret
/// of it, takes one of these and no id. The status is no proof: whoever may write it could name anybody's resource in it.
/// </summary>
/// <typeparam name="TKind">The kinds of the owner's resources.</typeparam>
internal sealed record Owned<TKind>
    where TKind : struct, Enum
{
    private Owned(TKind kind, string id, string? arn) => (Kind, Id, Arn) = (kind, id, arn);

    public TKind Kind { get; }

    /// <summary>Its id, as the status records it.</summary>
    public string Id { get; }

    /// <summary>Its ARN; null for what takes no tags.</summary>
    public string? Arn { get; }

    /// <summary>The proof; null when the look did not find the resource, or shows no tag of the owner.</summary>
    public static Owned<TKind>? By(ExternalView<TKind> view, TKind kind, SeenResource? seen) =>
        seen is { Id: { } id } && view.IsOwn(kind, seen) ? new(kind, id, seen.Arn) : null;

    /// <summary>The proof for what takes no tags, but shows the token that it was created with; null for another's.</summary>
    public static Owned<TKind>? By(CreationToken token, TKind kind, string id) => token.Owner == TokenOwner.Own ? new(kind, id, null) : null;
}
