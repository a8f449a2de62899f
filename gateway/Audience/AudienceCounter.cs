using Onair.Gateway.Telemetry.Store;
using Onair.Postgres;

namespace Onair.Gateway.Audience;

/// <summary>
/// Adds what sessions report to the sums of what they watch, every few seconds. A session is counted by one replica at a time, in one transaction with
/// what it was counted for, so that nothing counts twice.
/// </summary>
internal sealed partial class AudienceCounter(TelemetryDatabase database, TimeProvider time, ILogger<AudienceCounter> logger) : BackgroundService
{
    private const int SessionsAtOnce = 2_000;

    // Beyond these, metrics would have a series for each of any number of streams.
    private const int MostShown = 50;

    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    /// <summary>The viewers of what most people watch now, by subject.</summary>
    public IReadOnlyList<(string Subject, long Viewers)> Viewers { get; private set; } = [];

    /// <summary>Counts what has changed.</summary>
    public async Task CountAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<ViewDelta> deltas;
        do
        {
            deltas = await database.DoAsync(CountAsync, cancellationToken);
            foreach (var delta in deltas) AudienceMetrics.Counted(delta);
        }
        while (deltas.Count == SessionsAtOnce);
        Viewers = await database.DoAsync(
            session => session.ListAsync(
                $"""
                SELECT subject, count(*) FROM sessions WHERE watching AND seen_at > now() - {AudienceReader.Present} GROUP BY subject ORDER BY 2 DESC, 1 LIMIT $1
                """,
                r => (r.GetString(0), r.GetInt64(1)), MostShown),
            cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (database.IsUp) await CountAsync(stoppingToken);
            }
            catch (DatabaseAwayException)
            {
                // It was logged when it went away.
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogFailed(e);
            }
            await Task.Delay(Period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<IReadOnlyList<ViewDelta>> CountAsync(SqlSession session)
    {
        var deltas = await session.ListAsync(
            """
            UPDATE sessions AS s SET
              changed = false, counted = o.counted OR o.plays, counted_played = s.played, counted_waited = s.waited, counted_startup = s.startup IS NOT NULL, latency = NULL
            FROM (
              SELECT day, id, counted, counted_played, counted_waited, counted_startup, latency, watching_number > 0 AS plays
              FROM sessions WHERE changed ORDER BY day, id LIMIT $1 FOR UPDATE SKIP LOCKED) AS o
            WHERE s.day = o.day AND s.id = o.id
            RETURNING s.watched_id, s.subject, o.plays AND NOT o.counted, s.played - o.counted_played, s.waited - o.counted_waited,
              CASE WHEN o.counted_startup THEN NULL ELSE s.startup END, o.latency
            """,
            r => new ViewDelta(r.GetString(0), r.GetString(1), r.GetBoolean(2), r.GetDouble(3), r.GetDouble(4), r.Number(5), r.Number(6)), SessionsAtOnce);
        if (deltas.Count == 0) return deltas;
        var today = DateOnly.FromDateTime(database.Now.UtcDateTime);
        var sums = ViewDelta.Sums(deltas);
        await session.ExecuteAsync(
            """
            INSERT INTO audience AS a (watched_id, day, views, played, waited)
            SELECT id, $1, views, played, waited FROM unnest($2, $3, $4, $5) AS added(id, views, played, waited) ORDER BY id
            ON CONFLICT (watched_id, day) DO UPDATE SET views = a.views + excluded.views, played = a.played + excluded.played, waited = a.waited + excluded.waited
            """,
            today, sums.Select(s => s.WatchedId).ToArray(), sums.Select(s => s.Views).ToArray(), sums.Select(s => s.Played).ToArray(), sums.Select(s => s.Waited).ToArray());
        var buckets = ViewDelta.Buckets(deltas);
        await session.ExecuteAsync(
            """
            INSERT INTO audience_distribution AS a (watched_id, day, figure, bucket, count)
            SELECT id, $1, figure, bucket, count FROM unnest($2, $3, $4, $5) AS added(id, figure, bucket, count) ORDER BY id, figure, bucket
            ON CONFLICT (watched_id, day, figure, bucket) DO UPDATE SET count = a.count + excluded.count
            """,
            today, buckets.Select(b => b.WatchedId).ToArray(), buckets.Select(b => b.Figure).ToArray(), buckets.Select(b => b.Bucket).ToArray(), buckets.Select(b => b.Count).ToArray());
        return deltas;
    }

    [LoggerMessage(1, LogLevel.Error, "Cannot count the audience")]
    private partial void LogFailed(Exception reason);
}
