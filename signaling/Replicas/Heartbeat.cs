using System.Collections.Concurrent;
using Onair.Postgres;
using Onair.Signaling.State;

namespace Onair.Signaling.Replicas;

/// <summary>
/// Shows the other replicas every second that this one lives, and notices when PostgreSQL returns. Then it records which sockets were lost meanwhile, and
/// which ones the others only took for lost.
/// </summary>
internal sealed partial class Heartbeat(Database database, Replica replica, ISockets sockets, TimeProvider time, ILogger<Heartbeat> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<string, (ParticipantRow Participant, DateTimeOffset At)> _lost = new(StringComparer.Ordinal);
    private readonly List<(ParticipantRow Participant, DateTimeOffset At)> _written = [];
    private bool _migrated;
    private DateTimeOffset? _upSince;

    /// <summary>The socket of a participant is gone.</summary>
    public async Task LoseAsync(ParticipantRow participant)
    {
        var at = database.Now;
        try
        {
            await database.DoAsync(session => Participants.LoseAsync(session, participant, at), CancellationToken.None);
        }
        catch (Exception e) when (e is DatabaseAwayException or System.Data.Common.DbException)
        {
            // Whoever is not recorded as lost seems present for ever, so the next beat tries again.
            _lost[participant.Id] = (participant, at);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                _written.Clear();
                await database.ProbeAsync(BeatAsync, stoppingToken);
                foreach (var (participant, at) in _written) _lost.TryRemove(new(participant.Id, (participant, at)));
                await ReturnAsync(stoppingToken);
                RefreshAfterAnOutage();
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

    private async Task<DateTimeOffset> BeatAsync(Session session)
    {
        if (!_migrated) await Database.Migrations.MigrateAsync(session);
        await session.ExecuteAsync("INSERT INTO replicas (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET seen_at = now()", replica.Id);
        foreach (var (participant, at) in _lost.Values)
        {
            await Participants.LoseAsync(session, participant, at);
            _written.Add((participant, at));
        }
        var now = await session.ListAsync("SELECT clock_timestamp()", r => r.Time(0));
        _migrated = true;
        return now[0];
    }

    // The connection of LISTEN may survive an outage. What it brought before work succeeded again was looked at in vain.
    private void RefreshAfterAnOutage()
    {
        var upSince = database.UpSince;
        if (upSince is null || upSince == _upSince) return;
        _upSince = upSince;
        sockets.RefreshAll();
    }

    // The others take the participants of a replica for lost when its beats stay away for seconds.
    private async Task ReturnAsync(CancellationToken cancellationToken)
    {
        var returned = await database.DoAsync(
            async session =>
            {
                var open = new List<ParticipantRow>();
                foreach (var participant in (await Participants.LostAsync(session, replica.Id)).Where(sockets.IsOpen))
                    if (await Participants.ReturnAsync(session, participant, replica.Id)) open.Add(participant);
                return open;
            },
            cancellationToken);
        // A socket that closed meanwhile found its participant lost already.
        foreach (var participant in returned.Where(p => !sockets.IsOpen(p))) await LoseAsync(participant);
    }

    [LoggerMessage(1, LogLevel.Error, "The heartbeat failed")]
    private partial void LogFailed(Exception reason);
}
