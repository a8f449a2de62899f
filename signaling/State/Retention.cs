using Onair.Api.BroadcastSites;

namespace Onair.Signaling.State;

/// <summary>Deletes what is older than its site keeps it.</summary>
internal static class Retention
{
    // Of a site that is gone, nobody can read anything.
    private const int DaysWithoutSite = 1;

    public static async Task SweepAsync(Session session, IReadOnlyCollection<BroadcastSite> sites)
    {
        foreach (var site in sites) await SweepAsync(session, site.Path, site.Spec.RetentionDays);
        var kept = sites.Select(s => s.Path).ToArray();
        foreach (var gone in await session.ListAsync("SELECT site FROM sites WHERE site <> ALL($1)", r => r.GetString(0), (object)kept))
            await SweepAsync(session, gone, DaysWithoutSite);
        await session.ExecuteAsync("DELETE FROM relays WHERE created_at < now() - interval '1 minute'");
        await session.ExecuteAsync("DELETE FROM replicas WHERE seen_at < now() - interval '1 hour'");
        await session.ExecuteAsync("DELETE FROM participants WHERE ended_at < now() - interval '1 day'");
    }

    /// <summary>Deletes of one site. Viewings and intervals go with their broadcast.</summary>
    public static async Task SweepAsync(Session session, string site, int days)
    {
        await session.ExecuteAsync("DELETE FROM broadcasts WHERE site = $1 AND ended_at < now() - $2 * interval '1 day'", site, (double)days);
        await session.ExecuteAsync("DELETE FROM consents WHERE site = $1 AND used_at < now() - $2 * interval '1 day'", site, (double)days);
        await session.ExecuteAsync("DELETE FROM events WHERE site = $1 AND created_at < now() - $2 * interval '1 day'", site, (double)days);
    }
}
