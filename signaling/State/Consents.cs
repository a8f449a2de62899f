namespace Onair.Signaling.State;

/// <summary>"Always for this person". Where tokens do not prove who the person is, it is this tab, until the broadcast ends.</summary>
internal static class Consents
{
    /// <summary>Whether the viewer has it. To ask is to use it: one that is not used for the site's retention is deleted.</summary>
    public static async Task<bool> HasAsync(Session session, BroadcastRow broadcast, ParticipantRow viewer, bool proven) => await session.ExecuteAsync(
        "UPDATE consents SET used_at = now() WHERE site = $1 AND user_id = $2 AND viewer = $3 AND (broadcast IS NULL OR broadcast = $4)",
        broadcast.Site, broadcast.User, Key(viewer.Id, viewer.User, proven), broadcast.Id) > 0;

    public static Task AddAsync(Session session, ParticipantRow broadcaster, ViewingRow viewing, bool proven) => session.ExecuteAsync(
        "INSERT INTO consents (site, user_id, viewer, broadcast) VALUES ($1, $2, $3, $4::text) ON CONFLICT (site, user_id, viewer) DO UPDATE SET broadcast = excluded.broadcast, used_at = now()",
        broadcaster.Site, broadcaster.User, Key(viewing.Viewer, viewing.ViewerUser, proven), proven ? null : viewing.Broadcast);

    /// <summary>Undoes it for a user, or for all.</summary>
    public static Task ForgetAsync(Session session, ParticipantRow broadcaster, string? user) => session.ExecuteAsync(
        "DELETE FROM consents WHERE site = $1 AND user_id = $2 AND ($3::text IS NULL OR viewer = $3)", broadcaster.Site, broadcaster.User, user is null ? null : Key("", user, proven: true));

    private static string Key(string participant, string user, bool proven) => proven ? $"user:{user}" : $"participant:{participant}";
}
