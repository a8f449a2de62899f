using Npgsql;
using Onair.Postgres;

namespace Onair.Signaling.State;

/// <summary>PostgreSQL. A transaction that succeeds sends its notices.</summary>
internal sealed class Database(SignalingSettings settings, TimeProvider time, ILogger<Database> logger)
    : Database<Session>(new(settings.Database, "onair-signaling", "Broadcasts continue, and accounting is kept in memory until it returns."), time, logger)
{
    /// <summary>The migrations of the tables.</summary>
    public static Migrator Migrations { get; } = new(typeof(Database).Assembly, 7_316_002_209);

    protected override Session Begin(NpgsqlConnection connection) => new(connection);

    // PostgreSQL delivers them after the commit.
    protected override Task CompleteAsync(Session session) => session.SendNoticesAsync();
}
