using Onair.Api.Common;
using Onair.Events;
using Onair.Events.Delivery;
using Onair.Gateway.Telemetry.Store;
using Onair.Postgres;

namespace Onair.Gateway.Telemetry.Delivery;

/// <summary>The events of one shard that the receiver has not accepted yet. Without the lease there are none.</summary>
internal sealed class ShardSource(int shard, ShardLeases leases, TelemetryDatabase database, SemaphoreSlim gate) : IEventSource
{
    // So many deliveries are recorded at once. A kill repeats them.
    private const int SettledAtOnce = 20;

    private readonly List<long> _settled = [];
    private Dictionary<string, OutboxRow> _rows = [];

    public async ValueTask<IReadOnlyList<PendingEvent>> PendingAsync(int limit, CancellationToken cancellationToken)
    {
        await gate.WaitAsync(cancellationToken);
        try
        {
            await FlushAsync(cancellationToken);
            if (leases.Find(shard) is null) return [];
            var rows = await database.DoAsync(session => ListAsync(session, limit), cancellationToken);
            _rows = rows.ToDictionary(r => r.Event.Id, StringComparer.Ordinal);
            return [.. rows.Select(r => r.Event)];
        }
        catch (DatabaseAwayException)
        {
            // Somebody wakes the worker when it is back.
            return [];
        }
        finally
        {
            gate.Release();
        }
    }

    // A worker has one batch at a time, and records its outcomes one after the other.
    public async Task SettleAsync(IReadOnlyList<PendingEvent> events, CancellationToken cancellationToken)
    {
        foreach (var row in events.Select(e => _rows[e.Id].Id).Where(id => !_settled.Contains(id))) _settled.Add(row);
        if (_settled.Count >= SettledAtOnce) await FlushAsync(cancellationToken);
    }

    /// <summary>Records all deliveries.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_settled.Count == 0) return;
        await database.DoAsync(session => session.ExecuteAsync("DELETE FROM outbox WHERE id = ANY($1)", _settled.ToArray()), cancellationToken);
        _settled.Clear();
    }

    public Task DeadLetterAsync(IReadOnlyList<PendingEvent> events, string kind, string reason, CancellationToken cancellationToken) => database.DoAsync(
        async session =>
        {
            foreach (var row in events.Select(e => _rows[e.Id]))
                await session.ExecuteAsync(
                    "INSERT INTO dead_letters (day, session, number, kind, reason) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING", row.Day, row.Session, row.Number, kind, reason);
            TelemetryMetrics.Dead(kind, await session.ExecuteAsync("DELETE FROM outbox WHERE id = ANY($1)", events.Select(e => _rows[e.Id].Id).ToArray()));
        },
        cancellationToken);

    private Task<List<OutboxRow>> ListAsync(SqlSession session, int limit) => session.ListAsync(
        """
        SELECT o.id, o.day, o.session, o.number, e.name, e.at, e.source, e.data
        FROM (SELECT * FROM outbox WHERE shard = $1 ORDER BY id LIMIT $2) AS o JOIN events AS e ON e.day = o.day AND e.session = o.session AND e.number = o.number
        ORDER BY o.id
        """,
        r => new OutboxRow(r.GetInt64(0), r.GetFieldValue<DateOnly>(1), r.GetString(2), r.GetInt32(3), new()
        {
            Id = $"{r.GetString(2)}/{r.GetInt32(3).ToString(System.Globalization.CultureInfo.InvariantCulture)}",
            Sequence = r.GetInt32(3),
            Type = PlayerEventTypes.TypeOf(r.GetString(4)),
            Time = r.Time(5),
            Source = r.GetString(6),
            Data = r.GetString(7),
        }),
        shard, limit);

    private sealed record OutboxRow(long Id, DateOnly Day, string Session, int Number, PendingEvent Event);
}
