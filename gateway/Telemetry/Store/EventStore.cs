using System.Text.Json;
using Npgsql;
using Onair.Events;
using Onair.Events.Data;
using Onair.Events.Delivery;
using Onair.Postgres;

namespace Onair.Gateway.Telemetry.Store;

/// <summary>Stores what pages report. Whoever gets <see cref="StoreOutcome.Stored"/> knows that PostgreSQL has committed it.</summary>
internal sealed class EventStore(TelemetryDatabase database, TelemetrySettings settings, TimeProvider time) : IDisposable
{
    // Fewer than the pool has: who waits here does not wait for a connection, which would look like an outage.
    private const int AtOnce = 12;

    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);
    private static readonly string[] Views = [PlayerEventTypes.VideoView, PlayerEventTypes.StreamView];

    private readonly SemaphoreSlim _gate = new(AtOnce);

    /// <summary>There are new events to deliver.</summary>
    public Signal Stored { get; } = new();

    /// <summary>Stores events that are not there yet.</summary>
    /// <param name="id">The session.</param>
    /// <param name="subject">What the page's link is for.</param>
    /// <param name="watched">What the page shows; null when the resource is gone.</param>
    /// <param name="viewer">Who sent it.</param>
    /// <param name="events">The events.</param>
    /// <param name="cancellationToken">Cancels the call before it begins.</param>
    /// <exception cref="DatabaseAwayException">PostgreSQL does not answer. Nothing is known of the outcome.</exception>
    public async Task<StoreResult> StoreAsync(
        SessionId id, string subject, Watched? watched, Viewer viewer, IReadOnlyList<ViewerEvent> events, CancellationToken cancellationToken)
    {
        if (!await _gate.WaitAsync(LongestWait, cancellationToken)) return new(StoreOutcome.Busy);
        try
        {
            var result = await database.DoAsync(session => StoreAsync(session, id, subject, watched, viewer, events), cancellationToken);
            if (result.New > 0) Stored.Set();
            return result;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.CheckViolation)
        {
            // There is no partition of this day.
            return new(StoreOutcome.Expired);
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();

    private async Task<StoreResult> StoreAsync(SqlSession session, SessionId id, string subject, Watched? watched, Viewer viewer, IReadOnlyList<ViewerEvent> events)
    {
        // It locks the row: reports of one session are stored one after the other, and the outbox has them in order.
        var known = watched is null ? await FindAsync(session, id, subject) : await UpsertAsync(session, id, subject, watched);
        if (known is null) return new(watched is null ? StoreOutcome.Unknown : StoreOutcome.OtherSubject);
        var now = time.GetUtcNow();
        IReadOnlyList<ViewerEvent> all = known.Viewed || watched is null ? events : [ViewOf(watched, now), .. events];
        if (all.Count == 0) return new(StoreOutcome.Stored);
        var stored = await InsertAsync(session, id, known, all, viewer);
        var added = all.Where(e => stored.Contains(e.Number)).ToList();
        await ChangeAsync(session, id, known, SessionChange.Of(known.WatchingNumber, known.FiguresNumber, added));
        int[] wanted = settings.Downstream is null ? [] : [.. added.Where(IsWanted).Select(e => e.Number).Order()];
        if (wanted.Length > 0)
            await session.ExecuteAsync(
                "INSERT INTO outbox (shard, day, session, number) SELECT $1, $2, $3, n FROM unnest($4) WITH ORDINALITY AS wanted(n, place) ORDER BY place", id.Shard, id.Day, id.Text, wanted);
        return new(StoreOutcome.Stored, added.Count);
    }

    private static async Task<SessionRow?> UpsertAsync(SqlSession session, SessionId id, string subject, Watched watched) => await session.FirstAsync(
        """
        INSERT INTO sessions AS s (day, id, subject, source, watched_id, watched) VALUES ($1, $2, $3, $4, $5, $6)
        ON CONFLICT (day, id) DO UPDATE SET seen_at = now(), watched = excluded.watched WHERE s.subject = excluded.subject
        RETURNING viewed, watching_number, figures_number, source, watched
        """,
        RowOf, id.Day, id.Text, subject, watched.Source, watched.Data.Id, JsonSerializer.Serialize(watched.Data, EventJson.Wire.WatchedData));

    private static async Task<SessionRow?> FindAsync(SqlSession session, SessionId id, string subject) => await session.FirstAsync(
        "UPDATE sessions SET seen_at = now() WHERE day = $1 AND id = $2 AND subject = $3 RETURNING viewed, watching_number, figures_number, source, watched",
        RowOf, id.Day, id.Text, subject);

    private static SessionRow RowOf(NpgsqlDataReader r) =>
        new(r.GetBoolean(0), r.GetInt32(1), r.GetInt32(2), r.GetString(3), JsonSerializer.Deserialize(r.GetString(4), EventJson.Wire.WatchedData) ?? new());

    private static ViewerEvent ViewOf(Watched watched, DateTimeOffset now)
    {
        var name = watched.Video is null ? PlayerEventTypes.StreamView : PlayerEventTypes.VideoView;
        return new(0, name, now, new() { Video = watched.Video });
    }

    private static async Task<HashSet<int>> InsertAsync(SqlSession session, SessionId id, SessionRow known, IReadOnlyList<ViewerEvent> events, Viewer viewer)
    {
        var datas = events.Select(e => JsonSerializer.Serialize(
            e.Data with { Event = e.Name, Time = e.At, SessionId = id.Text, UserAgent = viewer.UserAgent, IpAddress = viewer.Address, Watched = known.Watched }, EventJson.Wire.PlayerData)).ToArray();
        var numbers = await session.ListAsync(
            """
            INSERT INTO events (day, session, number, name, at, source, data)
            SELECT $1, $2, number, name, at, $3, data FROM unnest($4, $5, $6, $7) AS added(number, name, at, data)
            ON CONFLICT DO NOTHING RETURNING number
            """,
            r => r.GetInt32(0), id.Day, id.Text, known.Source,
            events.Select(e => e.Number).ToArray(), events.Select(e => e.Name).ToArray(), events.Select(e => e.At.UtcDateTime).ToArray(), datas);
        return [.. numbers];
    }

    // How long a viewer watched cannot be more than the time that has passed.
    private static async Task ChangeAsync(SqlSession session, SessionId id, SessionRow known, SessionChange change)
    {
        if (change.Watching is null && change.Figures is null && known.Viewed) return;
        await session.ExecuteAsync(
            """
            UPDATE sessions SET
              viewed = true, watching = coalesce($3::boolean, watching), watching_number = $4, figures_number = $5,
              played = greatest(played, least(coalesce($6::double precision, 0), extract(epoch FROM now() - started_at) + 60)),
              waited = greatest(waited, least(coalesce($7::double precision, 0), extract(epoch FROM now() - started_at) + 60)),
              startup = coalesce(startup, $8::double precision), latency = coalesce($9::double precision, latency), changed = true
            WHERE day = $1 AND id = $2
            """,
            id.Day, id.Text, Nullable(change.Watching), change.WatchingNumber, change.FiguresNumber,
            Nullable(change.Figures?.ViewDuration), Nullable(change.Figures?.RebufferSeconds), Nullable(change.Figures?.StartupSeconds), Nullable(change.Figures?.LatencySeconds));
    }

    private static object? Nullable<T>(T? value)
        where T : struct => value is { } known ? known : null;

    private bool IsWanted(ViewerEvent stored) =>
        Views.Contains(stored.Name) || (stored.Name == PlayerEventTypes.Performance ? settings.Downstream!.Spec.Plain.Analytics : settings.Downstream!.Spec.Plain.Events);

    private sealed record SessionRow(bool Viewed, int WatchingNumber, int FiguresNumber, string Source, WatchedData Watched);
}
