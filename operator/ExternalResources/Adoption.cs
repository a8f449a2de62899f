using Onair.Api.Common;
using Onair.Api.Rules;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.ExternalResources;

/// <summary>
/// Adopts an existing resource: one that the annotation names, or that has its owner's tag. It is tagged first, so that it is
/// found again after a crash, and then recorded. A pure function.
/// </summary>
internal static class Adoption
{
    private const string Field = $"metadata.annotations[{Annotations.Adopt}]";

    /// <summary>The look that comes before anything is created.</summary>
    public static ResourceStep<TKind>.Look Look<TKind>(ExternalView<TKind> view, TKind kind)
        where TKind : struct, Enum => new(kind, ByTag: view.Adopt(kind) is null, view.Adopt(kind));

    /// <summary>The refusal of an id that names no resource; null when the annotation names none.</summary>
    public static Stall? Missing<TKind>(ExternalView<TKind> view, TKind kind)
        where TKind : struct, Enum => view.Adopt(kind) is { } id
        ? Refuse(new(Field, id, $"no {view.Title(kind)} has this {view.IdTerm}; to create a new one, remove the id from the annotation"))
        : null;

    /// <summary>The next step of taking over what was found.</summary>
    public static ReconcileStep Take<TKind>(ExternalView<TKind> view, TKind kind, SeenResource seen)
        where TKind : struct, Enum
    {
        var isOwn = view.IsOwn(kind, seen);
        // Whose it is, is not the business of somebody who may only have guessed the id.
        if (!view.IsPartOfAnother(kind) && seen.Tag is not null && !isOwn)
            return Refuse(new(Field, seen.Id!, $"the {view.Title(kind)} belongs to another object; delete that with deletionPolicy Retain first"));
        if (seen.Unfit is { } unfit) return Refuse(unfit);
        return !isOwn && seen.Arn is { } arn && !view.ObserveOnly && !view.IsTagged(kind, arn)
            ? new ResourceStep<TKind>.Claim(kind, arn)
            : new ResourceStep<TKind>.RecordId(kind, seen.Id!);
    }

    private static Stall Refuse(Violation violation) => new("AdoptionRefused", violation.ToString());
}
