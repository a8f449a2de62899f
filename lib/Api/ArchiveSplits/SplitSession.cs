using Onair.Api.LiveStreams;

namespace Onair.Api.ArchiveSplits;

/// <summary>The session that a split cuts.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Status">What its LiveStream says of it; null when it does not list it, or not any more.</param>
public sealed record SplitSession(string Id, SessionStatus? Status)
{
    /// <summary>
    /// When it was opened, which nothing of it was recorded before; null when that is not known: a channel that ran already when
    /// it was taken over has recorded for longer.
    /// </summary>
    public DateTimeOffset? OpenedAt => Status is { } session && session.RunningAt != session.StartedAt ? session.StartedAt : null;

    /// <summary>The one that is declared, else the one that was once chosen, else the stream's latest; null when there is none yet.</summary>
    /// <param name="split">The split.</param>
    /// <param name="stream">The LiveStream that it names, if known.</param>
    public static SplitSession? Of(ArchiveSplit split, LiveStream? stream)
    {
        ArgumentNullException.ThrowIfNull(split);
        IReadOnlyList<SessionStatus> sessions = stream?.Recorded.Sessions ?? [];
        var id = split.Spec.SessionId ?? split.Recorded.SessionId ?? (sessions.Count > 0 ? sessions[^1].Id : null);
        return id is null ? null : new(id, sessions.LastOrDefault(s => s.Id == id));
    }
}
