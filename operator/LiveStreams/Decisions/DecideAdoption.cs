using Onair.Api.Common;
using Onair.Api.Rules;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>
/// Adopts an existing resource: one that the annotation names, or that has this stream's tag. It is tagged first, so that it is
/// found again after a crash, and then recorded.
/// </summary>
internal static class DecideAdoption
{
    private const string Field = $"metadata.annotations[{Annotations.Adopt}]";

    /// <summary>The look that comes before anything is created.</summary>
    public static LiveStreamStep.Look Look(LiveStreamView view, ResourceKind kind) => new(kind, ByTag: view.Adopt(kind) is null, view.Adopt(kind));

    /// <summary>The refusal of an id that names no resource; null when the annotation names none.</summary>
    public static Stall? Missing(LiveStreamView view, ResourceKind kind) => view.Adopt(kind) is { } id
        ? Refuse(new(Field, id, $"no {kind.Title()} has this id; without it in the annotation a new one is made"))
        : null;

    /// <summary>The next step of taking over what was found.</summary>
    public static ReconcileStep Take(LiveStreamView view, ResourceKind kind, ObservedResource seen)
    {
        if (seen.Owner is { } owner && owner != view.Uid)
            return Refuse(new(Field, seen.Id!, $"the {kind.Title()} belongs to the LiveStream with uid {owner}; delete that with deletionPolicy Retain first"));
        if (seen.Unfit is { } unfit) return Refuse(unfit);
        return seen.Owner is null && seen.Arn is { } arn && !view.ObserveOnly && !view.Changed.Contains(kind)
            ? new LiveStreamStep.Claim(kind, arn)
            : new LiveStreamStep.RecordId(kind, seen.Id!);
    }

    private static Stall Refuse(Violation violation) => new("AdoptionRefused", violation.ToString());
}
