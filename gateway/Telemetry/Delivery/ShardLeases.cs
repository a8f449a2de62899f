using System.Collections.Concurrent;
using Onair.Gateway.Telemetry.Store;
using Onair.Postgres;

namespace Onair.Gateway.Telemetry.Delivery;

/// <summary>
/// Which shards this replica delivers. Each shard has one replica at a time, so that the events of a session stay in order. A replica takes its fair share,
/// and takes over the shards of one that is gone.
/// </summary>
internal sealed class ShardLeases(TelemetryDatabase database, TimeProvider time) : IDisposable
{
    private const double LeaseSeconds = 10;

    /// <summary>How long a lease is used: less than it lasts, since clocks run at different speeds, and a request takes time to be ended.</summary>
    public static readonly TimeSpan Usable = TimeSpan.FromSeconds(LeaseSeconds - 2);

    private readonly ConcurrentDictionary<int, Lease> _held = new();

    /// <summary>This replica.</summary>
    public string Replica { get; } = Guid.NewGuid().ToString("N");

    /// <summary>The shards that may be delivered now.</summary>
    public IReadOnlyList<int> Held => [.. _held.Values.Where(l => l is { IsValid: true, IsLeaving: false }).Select(l => l.Shard)];

    /// <summary>The lease of a shard; null when it may not be delivered now.</summary>
    public Lease? Find(int shard) => _held.GetValueOrDefault(shard) is { IsValid: true, IsLeaving: false } lease ? lease : null;

    /// <summary>Prolongs the leases, gives up what exceeds the share, and takes what is free.</summary>
    /// <exception cref="DatabaseAwayException">PostgreSQL does not answer. The leases last as long as they were given.</exception>
    public async Task BeatAsync(CancellationToken cancellationToken)
    {
        var since = time.GetTimestamp();
        var leaving = _held.Values.Where(l => l is { IsLeaving: true, IsBusy: false }).Select(l => l.Shard).ToArray();
        var (held, share) = await database.DoAsync(session => BeatAsync(session, leaving), cancellationToken);
        foreach (var shard in held)
        {
            var lease = _held.AddOrUpdate(shard, _ => new(shard, time), (_, known) => known.Lost.IsCancellationRequested ? Again(known) : known);
            lease.Renew(since);
        }
        foreach (var lease in _held.Values.Where(l => !held.Contains(l.Shard))) Drop(lease);
        var extra = _held.Values.Where(l => !l.IsLeaving).OrderBy(l => l.Shard).Skip(share);
        foreach (var lease in extra) lease.IsLeaving = true;
    }

    /// <summary>Ends what is being sent with leases that are over.</summary>
    public void Check()
    {
        foreach (var lease in _held.Values) lease.Check();
    }

    /// <summary>Gives up all shards, so that nobody waits for the leases to end.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        foreach (var lease in _held.Values) Drop(lease);
        await database.DoAsync(
            async session =>
            {
                await session.ExecuteAsync("UPDATE shards SET owner = NULL WHERE owner = $1", Replica);
                await session.ExecuteAsync("DELETE FROM replicas WHERE id = $1", Replica);
            },
            cancellationToken);
    }

    public void Dispose()
    {
        foreach (var lease in _held.Values) Drop(lease);
    }

    /// <summary>How many shards each of some replicas delivers.</summary>
    internal static int ShareOf(long replicas) => (int)((SessionId.Shards + Math.Max(1, replicas) - 1) / Math.Max(1, replicas));

    private async Task<(HashSet<int> Held, int Share)> BeatAsync(SqlSession session, int[] leaving)
    {
        await session.ExecuteAsync("INSERT INTO replicas (id) VALUES ($1) ON CONFLICT (id) DO UPDATE SET seen_at = now()", Replica);
        await session.ExecuteAsync("DELETE FROM replicas WHERE seen_at < now() - $1 * interval '1 second'", LeaseSeconds);
        var share = ShareOf(await session.CountAsync("SELECT count(*) FROM replicas"));
        await session.ExecuteAsync("UPDATE shards SET owner = NULL WHERE owner = $1 AND shard = ANY($2)", Replica, leaving);
        var held = await session.ListAsync(
            "UPDATE shards SET leased_until = now() + $2 * interval '1 second' WHERE owner = $1 RETURNING shard", r => r.GetInt32(0), Replica, LeaseSeconds);
        if (held.Count < share)
            held.AddRange(await session.ListAsync(
                """
                UPDATE shards SET owner = $1, leased_until = now() + $2 * interval '1 second' WHERE shard IN (
                  SELECT shard FROM shards WHERE owner IS NULL OR leased_until < now() ORDER BY random() LIMIT $3 FOR UPDATE SKIP LOCKED)
                RETURNING shard
                """,
                r => r.GetInt32(0), Replica, LeaseSeconds, share - held.Count));
        return ([.. held], share);
    }

    private Lease Again(Lease known)
    {
        known.Dispose();
        return new(known.Shard, time);
    }

    private void Drop(Lease lease)
    {
        if (_held.TryRemove(new(lease.Shard, lease))) lease.Dispose();
    }
}
