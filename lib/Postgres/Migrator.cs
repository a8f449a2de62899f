using System.Globalization;
using System.Reflection;

namespace Onair.Postgres;

/// <summary>Brings the tables of a program up to date. Replicas that start together take turns.</summary>
/// <param name="program">Has the migrations as resources: <c>migrations/0001.sql</c> and so on.</param>
/// <param name="advisoryLock">Any number that no other program uses in the same database.</param>
public sealed class Migrator(Assembly program, long advisoryLock)
{
    private const string Prefix = "migrations/";

    /// <summary>The migrations, by their numbers.</summary>
    public IReadOnlyList<(int Number, string Sql)> All { get; } =
    [
        .. program.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (int.Parse(name.AsSpan(Prefix.Length, 4), CultureInfo.InvariantCulture), Read(program, name))),
    ];

    /// <summary>Runs the migrations that this database lacks.</summary>
    /// <param name="session">The transaction. Its search path begins with the schema.</param>
    public async Task MigrateAsync(SqlSession session)
    {
        ArgumentNullException.ThrowIfNull(session);
        await session.ExecuteAsync("SELECT pg_advisory_xact_lock($1)", advisoryLock);
        await session.ExecuteAsync("CREATE TABLE IF NOT EXISTS migrations (number integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())");
        var applied = await session.ListAsync("SELECT number FROM migrations", r => r.GetInt32(0));
        foreach (var (number, sql) in All.Where(m => !applied.Contains(m.Number)))
        {
            await session.ExecuteAsync(sql);
            await session.ExecuteAsync("INSERT INTO migrations (number) VALUES ($1)", number);
        }
    }

    private static string Read(Assembly program, string name)
    {
        using var reader = new StreamReader(program.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
