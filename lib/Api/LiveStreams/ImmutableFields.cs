using Onair.Api.Rules;

namespace Onair.Api.LiveStreams;

/// <summary>Fields that cannot change while the AWS resources that were created with them exist.</summary>
internal static class ImmutableFields
{
    public static IEnumerable<Violation> Provider(LiveStreamCase stream)
    {
        if (stream.Recorded.Resources.Provider is { } made && stream.Spec.ProviderName is { Length: > 0 } named && made != named)
            yield return new(
                "spec.providerRef.name", named, $"cannot be changed while the stream has resources in MediaProvider \"{made}\"; delete the LiveStream to move it");
    }

    public static IEnumerable<Violation> Type(LiveStreamCase stream)
    {
        var declared = stream.Spec.Input.Type;
        if (stream.Recorded.Resources.Input is { } made && made.Type != declared)
            yield return new("spec.input.type", $"{declared}", $"cannot be changed from {made.Type}; create another LiveStream");
    }

    public static IEnumerable<Violation> Redundancy(LiveStreamCase stream)
    {
        var declared = stream.Spec.Input.Redundancy;
        if (stream.Recorded.Resources.Input is { } made && made.Redundancy != declared)
            yield return new("spec.input.redundancy", $"{declared}", $"cannot be changed from {made.Redundancy}; create another LiveStream");
    }
}
