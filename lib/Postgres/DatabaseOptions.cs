using Npgsql;

namespace Onair.Postgres;

/// <summary>How a program uses PostgreSQL.</summary>
/// <param name="ConnectionString">The connection string.</param>
/// <param name="ApplicationName">The name of the program among PostgreSQL's connections.</param>
/// <param name="Consequence">What happens while PostgreSQL does not answer, for the log: one or two sentences.</param>
public sealed record DatabaseOptions(string ConnectionString, string ApplicationName, string Consequence)
{
    /// <summary>What a connection string must be.</summary>
    public const string Rule = "must be a connection string such as Host=postgresql;Username=onair;Password=…;Database=onair";

    /// <summary>The schema of the tables; null for that of the connection string.</summary>
    public string? Schema { get; init; }

    /// <summary>The most connections of a replica.</summary>
    public int PoolSize { get; init; } = 20;

    /// <summary>Whether a text is a connection string with a host. No message repeats it: it may have the password.</summary>
    public static bool IsConnectionString(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text) is { Host.Length: > 0 };
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
