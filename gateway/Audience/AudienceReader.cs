using Onair.Gateway.Access;
using Onair.Gateway.Telemetry.Store;
using Onair.Postgres;

namespace Onair.Gateway.Audience;

/// <summary>The audience of what is watched, from the sums in PostgreSQL. An answer is used for some seconds.</summary>
internal sealed class AudienceReader(TelemetryDatabase database, TimeProvider time)
{
    /// <summary>How old the last report of a viewer may be, as SQL has it: pages report at least every 30 s.</summary>
    public const string Present = "interval '45 seconds'";

    private const int Days = 30;
    private const int Most = 10_000;
    private const double SecondsPerHour = 3600;

    private readonly BoundedCache<string, AudienceBody> _known = new(TimeSpan.FromSeconds(5), Most, time);

    /// <summary>The audience.</summary>
    /// <param name="watchedId">The uid of the resource.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="DatabaseAwayException">PostgreSQL does not answer.</exception>
    public Task<AudienceBody> ReadAsync(string watchedId, CancellationToken cancellationToken) =>
        _known.GetAsync(watchedId, () => database.DoAsync(session => ReadAsync(session, watchedId), CancellationToken.None), cancellationToken);

    private async Task<AudienceBody> ReadAsync(SqlSession session, string watchedId)
    {
        var first = DateOnly.FromDateTime(database.Now.UtcDateTime).AddDays(1 - Days);
        var viewers = await session.CountAsync($"SELECT count(*) FROM sessions WHERE watched_id = $1 AND watching AND seen_at > now() - {Present}", watchedId);
        var (views, played, waited) = (await session.ListAsync(
            "SELECT coalesce(sum(views), 0)::bigint, coalesce(sum(played), 0), coalesce(sum(waited), 0) FROM audience WHERE watched_id = $1 AND day >= $2",
            r => (r.GetInt64(0), r.GetDouble(1), r.GetDouble(2)), watchedId, first))[0];
        var counts = await session.ListAsync(
            "SELECT figure, bucket, sum(count)::bigint FROM audience_distribution WHERE watched_id = $1 AND day >= $2 GROUP BY 1, 2",
            r => (Figure: r.GetString(0), Bucket: r.GetInt32(1), Count: r.GetInt64(2)), watchedId, first);
        return new()
        {
            Viewers = viewers,
            Views = views,
            HoursWatched = Math.Round(played / SecondsPerHour, 4),
            RebufferRatio = played + waited > 0 ? Math.Round(waited / (played + waited), 6) : 0,
            StartupP50 = Quantile(ViewDelta.StartupFigure, 0.5),
            StartupP95 = Quantile(ViewDelta.StartupFigure, 0.95),
            LatencyP95 = Quantile(ViewDelta.LatencyFigure, 0.95),
            Days = Days,
        };

        double? Quantile(string figure, double share) => Distribution.Quantile(counts.Where(c => c.Figure == figure).ToDictionary(c => c.Bucket, c => c.Count), share);
    }
}
