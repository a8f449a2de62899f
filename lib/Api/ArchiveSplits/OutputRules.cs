using Onair.Api.Rules;

namespace Onair.Api.ArchiveSplits;

/// <summary>Rules for the folder of the outputs.</summary>
internal static class OutputRules
{
    public static IEnumerable<Violation> Folder(ArchiveSplitCase split)
    {
        if (split.Split.Spec.NameModifier is not { } modifier) yield break;
        if (modifier is "." or "..") yield return new("spec.nameModifier", modifier, "must be a folder name");
        // The outputs can be in the bucket of the recording.
        if (modifier is "a" or "b") yield return new("spec.nameModifier", modifier, "must not be a or b, which hold the recording");
    }

    /// <summary>Of two splits with the same output folder, the newer one is invalid.</summary>
    public static IEnumerable<Violation> Unique(ArchiveSplitCase split)
    {
        if (split.Session is not { Id: var session } || split.Split.Modifier is not { } modifier) yield break;
        var other = split.Others
            .Where(o => o.Names == split.Split.Names && o.Modifier == modifier && Bucket(o, split) == Bucket(split.Split, split)
                && SplitSession.Of(o, split.Source)?.Id == session && IsOlder(o, split))
            .OrderBy(o => o.Metadata.Name, StringComparer.Ordinal).FirstOrDefault();
        if (other is not null)
            yield return new("spec.nameModifier", modifier, $"is already used by ArchiveSplit \"{other.Metadata.Name}\" for session {session}");
    }

    private static string? Bucket(ArchiveSplit one, ArchiveSplitCase split) =>
        one.Spec.Output.Bucket ?? split.Provider?.Aws?.OutputBucket ?? split.Provider?.Aws?.ArchiveBucket;

    // Creation timestamps have a resolution of one second.
    private static bool IsOlder(ArchiveSplit other, ArchiveSplitCase split)
    {
        var (theirs, ours) = (other.Metadata, split.Split.Metadata);
        return split.IsNew
            || theirs.CreationTimestamp < ours.CreationTimestamp
            || (theirs.CreationTimestamp == ours.CreationTimestamp && string.CompareOrdinal(theirs.Uid, ours.Uid) < 0);
    }
}
