using Onair.Api.HlsBroadcasts;

namespace Onair.Operator.HlsBroadcasts.Sessions;

/// <summary>
/// The role sessions that a broadcast may revoke: those with its own uid in their names. A status that somebody has edited could list an encoder
/// of another broadcast. Pure.
/// </summary>
internal static class OwnSessions
{
    /// <summary>The longest that a session lives after its record: 12 hours, and the slack of <c>BroadcastRecords</c>.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12) + TimeSpan.FromMinutes(5);

    /// <summary>The session of the current or last run; null when none of its credentials can be valid.</summary>
    public static HlsSessionStatus? Current(HlsBroadcastStatus status, string uid, DateTimeOffset now) => status.Credentials is { } credentials
        ? Bounded(new()
        {
            RoleArn = credentials.RoleArn,
            SessionName = RoleSession.IsOf(uid, credentials.SessionName) ? credentials.SessionName : RoleSession.Name(uid, Math.Max(1, status.Runs ?? 1)),
            LiveUntil = credentials.LiveUntil,
        }, now) : null;

    /// <summary>The sessions of former runs.</summary>
    public static IReadOnlyList<HlsSessionStatus> Former(HlsBroadcastStatus status, string uid, DateTimeOffset now) =>
        [.. (status.Revoked ?? []).Where(s => RoleSession.IsOf(uid, s.SessionName) && RoleSession.IsRole(s.RoleArn)).Select(s => Bounded(s, now))];

    /// <summary>Whether a Secret's credentials can be valid ones of a run. Whoever may edit the Secret could write any session and any time.</summary>
    public static bool CanBeValid(string uid, string sessionName, DateTimeOffset expires, DateTimeOffset now) =>
        RoleSession.IsOf(uid, sessionName) && expires > now && expires <= now + Longest;

    // A denial for longer would only take up room in the bucket policy, which other broadcasts need.
    private static HlsSessionStatus Bounded(HlsSessionStatus session, DateTimeOffset now) =>
        session.LiveUntil > now + Longest ? session with { LiveUntil = now + Longest } : session;
}
