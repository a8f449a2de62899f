using Onair.Api.Common;

namespace Onair.Operator.LiveStreams.Decisions;

/// <summary>Fields that cannot change once the input exists: MediaLive never changes an input's type or class.</summary>
internal static class FixedFields
{
    public static IEnumerable<Violation> Check(StreamView view)
    {
        if (view.Status.Resources.Input is not { } made) yield break;
        if (made.Type != view.Spec.Input.Type)
            yield return new("spec.input.type", $"{view.Spec.Input.Type}", $"cannot be changed from {made.Type}; make another LiveStream");
        if (made.Redundancy != view.Spec.Input.Redundancy)
            yield return new("spec.input.redundancy", $"{view.Spec.Input.Redundancy}", $"cannot be changed from {made.Redundancy}; make another LiveStream");
    }
}
