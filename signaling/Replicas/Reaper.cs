using Onair.Postgres;
using Onair.Signaling.Sites;
using Onair.Signaling.State;

namespace Onair.Signaling.Replicas;

/// <summary>Ends what is over: unanswered questions, broadcasts that reached their limit, participants that did not return. One replica at a time does it.</summary>
internal sealed partial class Reaper(Database database, SignalingSettings settings, ISites sites, TimeProvider time, ILogger<Reaper> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan RetentionPeriod = TimeSpan.FromMinutes(5);

    // Any number but the one of the migrations.
    private const long Lock = 7_316_002_210;
    private const int Batch = 200;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var swept = DateTimeOffset.MinValue;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (database.UpSince is { } since)
                {
                    await database.DoAsync(session => ReapAsync(session, since), stoppingToken);
                    if (time.GetUtcNow() - swept > RetentionPeriod)
                    {
                        await database.DoAsync(session => Retention.SweepAsync(session, sites.All), stoppingToken);
                        swept = time.GetUtcNow();
                    }
                }
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

    private async Task ReapAsync(Session session, DateTimeOffset upSince)
    {
        if (!(await session.ListAsync("SELECT pg_try_advisory_xact_lock($1)", r => r.GetBoolean(0), Lock))[0]) return;
        foreach (var question in await session.ListAsync("SELECT id FROM viewings WHERE state = 'asking' AND expires_at < now() LIMIT $1", r => r.GetString(0), Batch))
            await Viewings.EndAsync(session, question, EndReason.Timeout);
        foreach (var broadcast in await session.ListAsync("SELECT id FROM broadcasts WHERE ended_at IS NULL AND ends_at < now() LIMIT $1", r => r.GetString(0), Batch))
            await Broadcasts.EndAsync(session, broadcast, EndReason.Duration);

        // While PostgreSQL was away, nobody could return and no replica could show that it lives.
        if (database.Now - upSince < settings.Grace) return;
        await LoseDeadReplicasAsync(session);
        // The locks keep them lost until they have ended: one that returns meanwhile is skipped.
        foreach (var (id, lostAt) in await session.ListAsync(
            "SELECT id, lost_at FROM participants WHERE ended_at IS NULL AND lost_at < now() - $1 * interval '1 second' LIMIT $2 FOR UPDATE SKIP LOCKED",
            r => (r.GetString(0), r.Time(1)), settings.Grace.TotalSeconds, Batch))
        {
            await Participants.EndAsync(session, id, EndReason.Lost, EndReason.Lost, lostAt);
        }
    }

    private static async Task LoseDeadReplicasAsync(Session session)
    {
        var lost = await session.ListAsync(
            """
            UPDATE participants p SET lost_at = coalesce((SELECT seen_at FROM replicas r WHERE r.id = p.replica), now())
            WHERE ended_at IS NULL AND lost_at IS NULL AND NOT EXISTS (SELECT 1 FROM replicas r WHERE r.id = p.replica AND r.seen_at > now() - interval '6 seconds')
            RETURNING id, site, user_id
            """, r => (Id: r.GetString(0), Site: r.GetString(1), User: r.GetString(2)));
        foreach (var participant in lost)
        {
            session.ChangedUser(participant.Site, participant.User);
            foreach (var viewer in await session.ListAsync(
                "SELECT v.viewer FROM viewings v JOIN broadcasts b ON b.id = v.broadcast WHERE b.participant = $1 AND v.state <> 'ended'", r => r.GetString(0), participant.Id))
                session.Changed(viewer);
        }
    }

    [LoggerMessage(1, LogLevel.Error, "The reaper failed")]
    private partial void LogFailed(Exception reason);
}
