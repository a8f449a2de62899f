using Onair.Api.Rules;

namespace Onair.Api.ArchiveSplits;

/// <summary>Rules for the session of a split.</summary>
internal static class SessionRules
{
    public static IEnumerable<Violation> Known(ArchiveSplitCase split)
    {
        if (split is not { Split.Spec.SessionId: { } id, Source: { } source, Session.Status: null } || IsChosen(split)) yield break;
        string[] known = [.. source.Sessions.Reverse().Select(s => s.Id)];
        yield return new(
            "spec.sessionId", id,
            $"must be a session of {source}, which has {(known.Length > 0 ? NameList.Abbreviate(known) : "none yet")}");
    }

    public static IEnumerable<Violation> Archived(ArchiveSplitCase split)
    {
        if (split is { Source: { } source, Session: { Id: var id, Status: { ArchivePath: null } } } && !IsChosen(split))
            yield return new(
                "spec.sessionId", id, $"has no archive: its channel was already recording elsewhere when {source} adopted it");
    }

    // The stream lists only its latest sessions. Once the split has recorded where its session is, the list no longer matters.
    private static bool IsChosen(ArchiveSplitCase split) =>
        split.Split.Recorded.ArchivePath is not null && split.Split.Recorded.SessionId == split.Session?.Id;
}
