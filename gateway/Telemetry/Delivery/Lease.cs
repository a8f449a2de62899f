namespace Onair.Gateway.Telemetry.Delivery;

/// <summary>The right to deliver one shard, until the time for which PostgreSQL has given it. After that another replica may have it.</summary>
internal sealed class Lease(int shard, TimeProvider time) : IDisposable
{
    private readonly CancellationTokenSource _lost = new();
    private long _since = time.GetTimestamp();
    private int _busy;

    public int Shard => shard;

    /// <summary>Cancelled when the lease is lost: what is being sent ends.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>Whether another replica is to have the shard as soon as nothing of it is being sent.</summary>
    public bool IsLeaving { get; set; }

    /// <summary>Whether something of it is being sent.</summary>
    public bool IsBusy => Volatile.Read(ref _busy) > 0;

    /// <summary>Whether something of it may be sent.</summary>
    public bool IsValid => !_lost.IsCancellationRequested && time.GetElapsedTime(Interlocked.Read(ref _since)) < ShardLeases.Usable;

    /// <summary>PostgreSQL has prolonged it, at some time after <paramref name="since"/>.</summary>
    public void Renew(long since) => Interlocked.Exchange(ref _since, since);

    /// <summary>Ends what is being sent if nobody has prolonged it in time.</summary>
    public void Check()
    {
        if (!IsValid) _lost.Cancel();
    }

    public void Enter() => Interlocked.Increment(ref _busy);

    public void Leave() => Interlocked.Decrement(ref _busy);

    public void Dispose()
    {
        _lost.Cancel();
        _lost.Dispose();
    }
}
