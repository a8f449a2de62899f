using System.Diagnostics.CodeAnalysis;
using Onair.Postgres;

namespace Onair.Gateway.Telemetry.Store;

/// <summary>Notices when PostgreSQL returns, creates schema, tables and the partitions of the next days, and drops those that are old.</summary>
internal sealed partial class Keeper(TelemetryDatabase database, TelemetrySettings settings, TimeProvider time, ILogger<Keeper> logger) : BackgroundService
{
    private const int DaysAhead = 2;
    private const int AtOnce = 20_000;

    // Sums name no viewer.
    private const int AudienceDays = 400;
    private const long PartitionLock = 7_316_002_448;

    // A drop waits for those who read, and others wait for the drop.
    private const string ShortWait = "SET LOCAL lock_timeout = '2s'";

    private const string NobodyDelivers = "created_at < now() - $2 AND NOT EXISTS (SELECT FROM replicas WHERE seen_at > now() - interval '1 minute')";

    // Who changes the settings twice within this time loses nothing.
    private static readonly TimeSpan LongestHandover = TimeSpan.FromHours(1);
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SweepPeriod = TimeSpan.FromMinutes(10);

    private bool _migrated;
    private DateOnly _madeOn;
    private long? _sweptAt;

    /// <summary>Looks once.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await database.ProbeAsync(PrepareAsync, cancellationToken);
        if (_sweptAt is { } at && time.GetElapsedTime(at) < SweepPeriod) return;
        await DropUndeliveredAsync(cancellationToken);
        await database.DoAsync(SweepAsync, cancellationToken);
        _sweptAt = time.GetTimestamp();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await LookAsync(stoppingToken);
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

    [SuppressMessage("Security", "CA2100", Justification = "The schema is a validated setting of the operator of this service.")]
    private async Task<DateTimeOffset> PrepareAsync(SqlSession session)
    {
        if (!_migrated)
        {
            if (await session.CountAsync("SELECT count(*) FROM pg_namespace WHERE nspname = $1", settings.Schema) == 0)
                await session.ExecuteAsync($"CREATE SCHEMA IF NOT EXISTS {settings.Schema}");
            await TelemetryDatabase.Migrations.MigrateAsync(session);
        }
        var now = (await session.ListAsync("SELECT clock_timestamp()", r => r.Time(0)))[0];
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (today != _madeOn)
        {
            await session.ExecuteAsync(ShortWait);
            // Those of the days before are there, unless this is the first day.
            await session.ExecuteAsync("SELECT pg_advisory_xact_lock($1)", PartitionLock);
            await session.ExecuteAsync("SELECT make_partitions($1, $2)", today.AddDays(-1), today.AddDays(DaysAhead));
        }
        (_migrated, _madeOn) = (true, today);
        return now;
    }

    // A day is kept for what waits in the outbox.
    private async Task DropUndeliveredAsync(CancellationToken cancellationToken)
    {
        var first = Today.AddDays(-settings.UndeliveredDays);
        if (await DropAsync("overdue", "day < $2", first, cancellationToken) is > 0 and var overdue) LogOverdue(overdue, settings.UndeliveredDays);
        // A replica with other settings may still deliver: it says so every few seconds.
        if (settings.Downstream is null && await DropAsync("no_receiver", NobodyDelivers, LongestHandover, cancellationToken) is > 0 and var unwanted) LogUnwanted(unwanted);
    }

    private async Task<int> DropAsync(string reason, string condition, object value, CancellationToken cancellationToken)
    {
        var (all, dropped) = (0, 0);
        do
        {
            dropped = await database.DoAsync(
                session => session.ExecuteAsync($"DELETE FROM outbox WHERE id IN (SELECT id FROM outbox WHERE {condition} ORDER BY id LIMIT $1)", AtOnce, value), cancellationToken);
            TelemetryMetrics.Dropped(reason, dropped);
            all += dropped;
        }
        while (dropped == AtOnce);
        return all;
    }

    private async Task<bool> SweepAsync(SqlSession session)
    {
        await session.ExecuteAsync(ShortWait);
        await session.ExecuteAsync("SELECT pg_advisory_xact_lock($1)", PartitionLock);
        var first = Today.AddDays(-settings.RetentionDays);
        var dropped = (await session.ListAsync("SELECT drop_partitions($1)", r => r.GetInt32(0), first))[0];
        if (dropped > 0) LogDropped(dropped, settings.RetentionDays);
        await session.ExecuteAsync("DELETE FROM audience WHERE day < $1", first.AddDays(-AudienceDays));
        await session.ExecuteAsync("DELETE FROM audience_distribution WHERE day < $1", first.AddDays(-AudienceDays));
        return true;
    }

    private DateOnly Today => DateOnly.FromDateTime(database.Now.UtcDateTime);

    [LoggerMessage(1, LogLevel.Error, "Cannot prepare the tables of telemetry")]
    private partial void LogFailed(Exception reason);

    [LoggerMessage(2, LogLevel.Information, "Dropped {Days} days of telemetry that are older than {Retention} days")]
    private partial void LogDropped(int days, int retention);

    [LoggerMessage(3, LogLevel.Warning, "Dropped {Events} events that the receiver has not accepted within {Days} days")]
    private partial void LogOverdue(int events, int days);

    [LoggerMessage(4, LogLevel.Warning, "Dropped {Events} events that waited for a receiver: DOWNSTREAM_SERVICE_ENABLED is not true")]
    private partial void LogUnwanted(int events);
}
