using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Npgsql;

namespace Onair.Signaling.State;

/// <summary>One transaction: its commands, and the notices that replicas get when it succeeds.</summary>
internal sealed class Session(NpgsqlConnection connection)
{
    /// <summary>The channel of all replicas.</summary>
    public const string Channel = "onair_signaling";

    // PostgreSQL's limit is 8,000 bytes.
    private const int LongestNotice = 7_500;
    private const int IdsPerNotice = 100;

    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly HashSet<(string Site, string User)> _users = [];
    private readonly List<Notice> _notices = [];

    /// <summary>Runs a command with parameters <c>$1</c>, <c>$2</c> and so on, and returns the number of rows.</summary>
    public async Task<int> ExecuteAsync(string sql, params object?[] values)
    {
        await using var command = Command(sql, values);
        return await command.ExecuteNonQueryAsync();
    }

    /// <summary>All rows.</summary>
    public async Task<List<T>> ListAsync<T>(string sql, Func<NpgsqlDataReader, T> read, params object?[] values)
    {
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

    /// <summary>The view of this participant changed.</summary>
    public void Changed(string participant) => _changed.Add(participant);

    /// <summary>The presence of this user changed.</summary>
    public void ChangedUser(string site, string user) => _users.Add((site, user));

    /// <summary>Sends a notice to all replicas.</summary>
    public void Notify(Notice notice) => _notices.Add(notice);

    /// <summary>Sends what was collected. PostgreSQL delivers it after the commit.</summary>
    public async Task SendNoticesAsync()
    {
        foreach (var ids in _changed.Chunk(IdsPerNotice)) await SendAsync(new() { Changed = ids });
        foreach (var (site, user) in _users) await SendAsync(new() { Site = site, User = user });
        foreach (var notice in _notices) await SendAsync(notice);
    }

    private async Task SendAsync(Notice notice)
    {
        var text = JsonSerializer.Serialize(notice, NoticeJson.Default.Notice);
        if (System.Text.Encoding.UTF8.GetByteCount(text) > LongestNotice)
        {
            var stored = await ListAsync("INSERT INTO relays (body) VALUES ($1) RETURNING id", r => r.GetInt64(0), text);
            text = JsonSerializer.Serialize(new Notice { To = notice.To, Stored = stored[0] }, NoticeJson.Default.Notice);
        }
        await ExecuteAsync("SELECT pg_notify($1, $2)", Channel, text);
    }

    [SuppressMessage("Security", "CA2100", Justification = "Every statement is a constant of this program; values are parameters.")]
    private NpgsqlCommand Command(string sql, object?[] values)
    {
        var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new NpgsqlParameter { Value = value switch { null => DBNull.Value, DateTimeOffset time => time.UtcDateTime, _ => value } });
        return command;
    }
}

/// <summary>Reads columns that may be null.</summary>
internal static class Columns
{
    public static string? Text(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static DateTimeOffset Time(this NpgsqlDataReader reader, int column) => new(reader.GetDateTime(column), TimeSpan.Zero);

    public static DateTimeOffset? TimeOrNull(this NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.Time(column);
}
