using System.Diagnostics.CodeAnalysis;
using Onair.Postgres;

namespace Onair.Gateway.Telemetry.Store;

/// <summary>Notices when PostgreSQL returns, creates schema, tables and the partitions of the next days, and drops those that are old.</summary>
internal sealed partial class Keeper(TelemetryDatabase database, TelemetrySettings settings, TimeProvider time, ILogger<Keeper> logger) : BackgroundService
{
    private const int DaysAhead = 2;

    // A drop waits for those who read, and others wait for the drop.
    private const string ShortWait = "SET LOCAL lock_timeout = '2s'";

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

    private async Task<bool> SweepAsync(SqlSession session)
    {
        await session.ExecuteAsync(ShortWait);
        await session.ExecuteAsync("SELECT pg_advisory_xact_lock($1)", PartitionLock);
        var first = DateOnly.FromDateTime(database.Now.UtcDateTime).AddDays(-settings.RetentionDays);
        var dropped = (await session.ListAsync("SELECT drop_partitions($1)", r => r.GetInt32(0), first))[0];
        if (dropped > 0) LogDropped(dropped, settings.RetentionDays);
        await session.ExecuteAsync("DELETE FROM audience WHERE day < $1", first.AddDays(-AudienceDays));
        await session.ExecuteAsync("DELETE FROM audience_distribution WHERE day < $1", first.AddDays(-AudienceDays));
        return true;
    }

    // Sums name no viewer.
    private const int AudienceDays = 400;
    private const long PartitionLock = 7_316_002_448;

    [LoggerMessage(1, LogLevel.Error, "Cannot prepare the tables of telemetry")]
    private partial void LogFailed(Exception reason);

    [LoggerMessage(2, LogLevel.Information, "Dropped {Days} days of telemetry that are older than {Retention} days")]
    private partial void LogDropped(int days, int retention);
}
