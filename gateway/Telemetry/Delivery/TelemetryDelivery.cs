using System.Collections.Concurrent;
using Onair.Events.Delivery;
using Onair.Events.Formats;
using Onair.Gateway.Telemetry.Store;
using Onair.Postgres;

namespace Onair.Gateway.Telemetry.Delivery;

/// <summary>
/// Delivers viewers' events, at least once and in the order of each session. While the receiver is away the events wait in PostgreSQL. Only one that the
/// receiver refuses becomes a dead letter.
/// </summary>
internal sealed partial class TelemetryDelivery(
    TelemetryDatabase database, EventStore store, ShardLeases leases, TelemetryHost host, TelemetrySettings settings, TimeProvider time, ILogger<TelemetryDelivery> logger)
    : BackgroundService
{
    // Queries for work; the pool has connections for the beacons besides.
    private const int QueriesAtOnce = 6;

    private static readonly TimeSpan Period = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan BeatPeriod = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim _gate = new(QueriesAtOnce);
    private readonly ConcurrentDictionary<int, ShardSource> _sources = new();
    private volatile Task _beats = Task.CompletedTask;

    /// <summary>How long the oldest event has been waiting, in seconds.</summary>
    public double BacklogAge { get; private set; }

    public override void Dispose()
    {
        _gate.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (settings.Downstream is not { } downstream) return;
        var destination = new Destination
        {
            Url = downstream.Spec.Url,
            UrlSetting = "DOWNSTREAM_SERVICE_URL",
            Format = events => PlayerRequestBuilder.Of(downstream.Spec, events),
            Timeout = TimeSpan.FromSeconds(downstream.Spec.TimeoutSeconds),
            RetryAttempts = downstream.Spec.RetryAttempts,
            IsPatient = true,
        };
        var options = new DeliveryOptions { AllowedCidrs = settings.AllowedCidrs, FirstRetrySeconds = 1, LongestRetrySeconds = 60, FirstBreakSeconds = 1, LongestBreakSeconds = 30 };
        using var sender = new BatchSender(destination, options, host, time);
        await using (var queue = new DeliveryQueue(downstream.Spec.BatchSize, (batch, token) => HandleAsync(sender, batch, token), host, time, stoppingToken))
        {
            _beats = BeatAsync(stoppingToken);
            await WakeAsync(queue, stoppingToken);
            await _beats;
        }
        await ReleaseAsync();
    }

    // A batch is of one shard. In format Plain each event is a request, and one that is refused takes no other with it.
    private async Task HandleAsync(BatchSender sender, Batch batch, CancellationToken cancellationToken)
    {
        if (LeaseOf(batch) is not { } lease) return;
        lease.Enter();
        try
        {
            using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lease.Lost);
            if (settings.Downstream!.Spec.Format == Api.EventSinks.EventFormat.CloudEvents) await sender.SendAsync(batch, both.Token);
            else
                foreach (var single in batch.Split())
                {
                    if (!lease.IsValid) return;
                    await sender.SendAsync(single, both.Token);
                }
        }
        catch (OperationCanceledException) when (lease.Lost.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            // Another replica may have the shard. It sends the events again.
        }
        finally
        {
            await TryAsync(() => _sources[lease.Shard].FlushAsync(CancellationToken.None), CancellationToken.None);
            lease.Leave();
        }
    }

    private Lease? LeaseOf(Batch batch) => SessionId.Parse(batch.Events[0].Id.Split('/')[0]) is { } session ? leases.Find(session.Shard) : null;

    private async Task WakeAsync(DeliveryQueue queue, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var stored = store.Stored.Next;
            await TryAsync(() => LookAsync(queue, stoppingToken), stoppingToken);
            await stored.WaitAsync(Period, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // Beacons come in flocks: one look is for many.
            await Task.Delay(Period / 10, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task LookAsync(DeliveryQueue queue, CancellationToken stoppingToken)
    {
        int[] held = [.. leases.Held];
        var (waiting, oldest) = await database.DoAsync(
            async session => (
                await session.ListAsync("SELECT held.shard FROM unnest($1) AS held(shard) WHERE EXISTS (SELECT FROM outbox WHERE outbox.shard = held.shard)", r => r.GetInt32(0), held),
                await session.ListAsync("SELECT created_at FROM outbox ORDER BY id LIMIT 1", r => r.Time(0))),
            stoppingToken);
        BacklogAge = oldest is [var at, ..] ? Math.Max(0, (database.Now - at).TotalSeconds) : 0;
        foreach (var shard in waiting) queue.Wake(shard, shard, () => _sources.GetOrAdd(shard, _ => new(shard, leases, database, _gate)));
    }

    private async Task BeatAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            await TryAsync(() => leases.BeatAsync(stoppingToken), stoppingToken);
            leases.Check();
            await Task.Delay(BeatPeriod, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            leases.Check();
        }
    }

    private async Task TryAsync(Func<Task> work, CancellationToken stoppingToken)
    {
        try
        {
            await work();
        }
        catch (DatabaseAwayException)
        {
            // It was logged when it went away.
        }
        catch (Exception e) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(e);
        }
        catch (OperationCanceledException)
        {
            // The program ends.
        }
    }

    private async Task ReleaseAsync()
    {
        using var limit = new CancellationTokenSource(StopTimeout, time);
        await TryAsync(() => leases.ReleaseAsync(limit.Token), limit.Token);
    }

    [LoggerMessage(1, LogLevel.Error, "Cannot look for viewers' events to deliver")]
    private partial void LogFailed(Exception reason);
}
