using Onair.Api.LiveStreams;

namespace Onair.Api.ArchiveSplits;

/// <summary>The session that is split.</summary>
/// <param name="Id">Id of the session.</param>
/// <param name="Status">The session as its source lists it; null when the source does not list it, or no longer does.</param>
public sealed record SplitSession(string Id, SessionStatus? Status)
{
    /// <summary>
    /// When the session was opened; nothing of it was recorded earlier. Null when that is unknown: a channel that was already running
    /// when it was adopted has recorded for longer.
    /// </summary>
    public DateTimeOffset? OpenedAt => Status is { } session && session.RunningAt != session.StartedAt ? session.StartedAt : null;

    /// <summary>
    /// What of its folder is the session's, by the time at which S3 stored it. Null stands for no limit: usually no other session has the same
    /// folder. One that somebody else started does.
    /// </summary>
    /// <param name="source">The source that lists it.</param>
    public (DateTimeOffset? After, DateTimeOffset? Until) Share(SplitSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var all = source.Sessions.Where(s => s.ArchivePath is not null && s.ArchivePath == Status?.ArchivePath).ToList();
        var place = all.FindIndex(s => s.Id == Id);
        return (place > 0 ? all[place - 1].StoppedAt : null, place >= 0 && place + 1 < all.Count ? all[place].StoppedAt : null);
    }

    /// <summary>Returns the declared session, or the one that was chosen before, or the source's latest; null when there is none yet.</summary>
    /// <param name="split">The ArchiveSplit.</param>
    /// <param name="source">What it splits, if known.</param>
    public static SplitSession? Of(ArchiveSplit split, SplitSource? source)
    {
        ArgumentNullException.ThrowIfNull(split);
        IReadOnlyList<SessionStatus> sessions = source?.Sessions ?? [];
        var id = split.Spec.SessionId ?? split.Recorded.SessionId ?? (sessions.Count > 0 ? sessions[^1].Id : null);
        return id is null ? null : new(id, sessions.LastOrDefault(s => s.Id == id));
    }
}
