using System.Diagnostics.CodeAnalysis;
using Npgsql;

namespace Onair.Postgres;

/// <summary>One transaction: its commands. Statements are constants of the program; values are parameters <c>$1</c>, <c>$2</c> and so on.</summary>
public class SqlSession(NpgsqlConnection connection)
{
    /// <summary>Runs a command, and returns the number of rows.</summary>
    public async Task<int> ExecuteAsync(string sql, params object?[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>All rows.</summary>
    public async Task<List<T>> ListAsync<T>(string sql, Func<NpgsqlDataReader, T> read, params object?[] values)
    {
        ArgumentNullException.ThrowIfNull(read);
        await using var command = Command(sql, values);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync()) rows.Add(read(reader));
        return rows;
    }

    /// <summary>The first row; null if there is none.</summary>
    public async Task<T?> FirstAsync<T>(string sql, Func<NpgsqlDataReader, T> read, params object?[] values)
        where T : class
        => (await ListAsync(sql, read, values)).FirstOrDefault();

    /// <summary>A number.</summary>
    public async Task<long> CountAsync(string sql, params object?[] values) => (await ListAsync(sql, r => r.GetInt64(0), values))[0];

    [SuppressMessage("Security", "CA2100", Justification = "Every statement is a constant of this program; values are parameters.")]
    private NpgsqlCommand Command(string sql, object?[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value switch { null => DBNull.Value, DateTimeOffset time => time.UtcDateTime, _ => value } });
        return command;
    }
}

/// <summary>Reads columns that may be null.</summary>
public static class Columns
{
    /// <summary>A text; null for NULL.</summary>
    public static string? Text(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    /// <summary>A time in UTC.</summary>
    public static DateTimeOffset Time(this NpgsqlDataReader reader, int column) => new(reader.GetDateTime(column), TimeSpan.Zero);

    /// <summary>A time in UTC; null for NULL.</summary>
    public static DateTimeOffset? TimeOrNull(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.Time(column);

    /// <summary>A number; null for NULL.</summary>
    public static double? Number(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetDouble(column);
}
