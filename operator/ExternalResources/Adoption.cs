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

    /// <summary>The look at a declared resource: by its recorded id, by the annotation's, or by tag before anything is created.</summary>
    public static ResourceStep<TKind>.Look Look<TKind>(ExternalView<TKind> view, TKind kind)
        where TKind : struct, Enum => view.RecordedId(kind) is null ? new(kind, ByTag: view.Adopt(kind) is null, view.Adopt(kind)) : new(kind, ByTag: false);

    /// <summary>The refusal of an id that names no resource; null when the annotation names none.</summary>
    public static Stall? Missing<TKind>(ExternalView<TKind> view, TKind kind)
        where TKind : struct, Enum => view.Adopt(kind) switch
        {
            null => null,
            var id when view.Adoptable.Names(id) =>
                Refuse(new(Field, id, $"no {view.Title(kind)} has this {view.IdTerm}; to create a new one, remove the id from the annotation")),
            var id => NotPermitted(view, kind, id),
        };

    /// <summary>Whether a resource that is not the owner's may become it.</summary>
    public static bool IsPermitted<TKind>(ExternalView<TKind> view, TKind kind, SeenResource seen)
        where TKind : struct, Enum => view.Adopt(kind) is { } id && id == seen.Id && view.Adoptable.Admits(id, seen);

    /// <summary>The next step of taking over what was found.</summary>
    public static ReconcileStep Take<TKind>(ExternalView<TKind> view, TKind kind, SeenResource seen)
        where TKind : struct, Enum
    {
        var isOwn = view.IsOwn(kind, seen);
        if (!isOwn && view.Adopt(kind) is { } asked && !view.Adoptable.Admits(asked, seen)) return NotPermitted(view, kind, asked);
        if (!view.IsPartOfAnother(kind) && seen.Tag is not null && !isOwn)
            return Refuse(new(Field, seen.Id!, $"the {view.Title(kind)} belongs to another object; delete that with deletionPolicy Retain first"));
        if (seen.Unfit is { } unfit) return Refuse(unfit);
        return !isOwn && seen.Arn is { } arn && !view.ObserveOnly && !view.IsTagged(kind, arn)
            ? new ResourceStep<TKind>.Claim(kind, arn)
            : new ResourceStep<TKind>.RecordId(kind, seen.Id!);
    }

    // The same for an id that nothing has, and for one of somebody else: a guess is not answered.
    private static Stall NotPermitted<TKind>(ExternalView<TKind> view, TKind kind, string id)
        where TKind : struct, Enum => Refuse(new(
            Field, id, $"MediaProvider \"{view.Adoptable.Provider}\" permits the adoption of no {view.Title(kind)} with this {view.IdTerm}: it must be in its spec.adoption.ids, or have its spec.adoption.tag"));

    private static Stall Refuse(Violation violation) => new("AdoptionRefused", violation.ToString());
}
