using System.Reflection;

namespace Onair.Signaling.State;

/// <summary>Brings the tables up to date. Replicas that start together take turns.</summary>
internal static class Migrator
{
    private const string Prefix = "migrations/";

    // Any number that no other program uses in this database.
    private const long Lock = 7_316_002_209;

    /// <summary>The migrations, by their numbers.</summary>
    public static IReadOnlyList<(int Number, string Sql)> All { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(name => (int.Parse(name.AsSpan(Prefix.Length, 4), System.Globalization.CultureInfo.InvariantCulture), Read(name))),
    ];

    /// <summary>Runs the migrations that this database lacks.</summary>
    public static async Task MigrateAsync(Session session)
    {
        await session.ExecuteAsync("SELECT pg_advisory_xact_lock($1)", Lock);
        await session.ExecuteAsync("CREATE TABLE IF NOT EXISTS migrations (number integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())");
        var applied = await session.ListAsync("SELECT number FROM migrations", r => r.GetInt32(0));
        foreach (var (number, sql) in All.Where(m => !applied.Contains(m.Number)))
        {
            await session.ExecuteAsync(sql);
            await session.ExecuteAsync("INSERT INTO migrations (number) VALUES ($1)", number);
        }
    }

    private static string Read(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
