using Npgsql;
using Onair.Postgres;

namespace Onair.Gateway.Telemetry.Store;

/// <summary>PostgreSQL, with a schema and a pool of its own.</summary>
internal sealed class TelemetryDatabase(TelemetrySettings settings, TimeProvider time, ILogger<TelemetryDatabase> logger) : Database<SqlSession>(
    new(settings.Database, "onair-gateway-telemetry", "The player works. Pages keep their reports and send them again.") { Schema = settings.Schema, PoolSize = 30 }, time, logger)
{
    /// <summary>The migrations of the tables.</summary>
    public static Migrator Migrations { get; } = new(typeof(TelemetryDatabase).Assembly, 7_316_002_447);

    protected override SqlSession Begin(NpgsqlConnection connection) => new(connection);
}
