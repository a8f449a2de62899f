using Onair.Api.Rules;

namespace Onair.Api.ArchiveSplits;

/// <summary>Rules for what is split.</summary>
internal static class SourceRules
{
    public static IEnumerable<Violation> One(ArchiveSplitCase split)
    {
        var (stream, broadcast) = (split.Split.Spec.StreamRef, split.Split.Spec.BroadcastRef);
        if (stream is null == broadcast is null)
            yield return new("spec", stream is null ? null : "streamRef, broadcastRef", "must have exactly one of streamRef and broadcastRef");
    }
}
