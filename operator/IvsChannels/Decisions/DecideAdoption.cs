using Onair.Api.Common;
using Onair.Api.Rules;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.IvsChannels.Decisions;

/// <summary>
/// Adopts an existing resource: one that the annotation names, or that has this channel's tag. It is tagged first, so that it is
/// found again after a crash, and then recorded.
/// </summary>
internal static class DecideAdoption
{
    private const string Field = $"metadata.annotations[{Annotations.Adopt}]";

    /// <summary>The look that comes before anything is created.</summary>
    public static IvsChannelStep.Look Look(IvsChannelView view, IvsResource kind) => new(kind, ByTag: view.Adopt(kind) is null, view.Adopt(kind));

    /// <summary>The refusal of an ARN that names no resource; null when the annotation names none.</summary>
    public static Stall? Missing(IvsChannelView view, IvsResource kind) => view.Adopt(kind) is { } arn
        ? Refuse(new(Field, arn, $"no {kind.Title()} has this ARN; without it in the annotation a new one is made"))
        : null;

    /// <summary>The next step of taking over what was found.</summary>
    public static ReconcileStep Take(IvsChannelView view, IvsResource kind, ObservedIvs seen)
    {
        // A key belongs to its channel, whatever its tags say.
        if (kind != IvsResource.StreamKey && seen.Owner is { } owner && owner != view.Uid)
            return Refuse(new(Field, seen.Arn!, $"the {kind.Title()} belongs to the IvsChannel with uid {owner}; delete that with deletionPolicy Retain first"));
        return seen.Owner != view.Uid && !view.ObserveOnly && !view.Tagged.Contains(seen.Arn!)
            ? new IvsChannelStep.Claim(kind, seen.Arn!)
            : new IvsChannelStep.RecordArn(kind, seen.Arn!);
    }

    private static Stall Refuse(Violation violation) => new("AdoptionRefused", violation.ToString());
}
