using System.Text.Json;
using Npgsql;
using Onair.Postgres;

namespace Onair.Signaling.State;

/// <summary>One transaction: its commands, and the notices that replicas get when it succeeds.</summary>
internal sealed class Session(NpgsqlConnection connection) : SqlSession(connection)
{
    /// <summary>The channel of all replicas.</summary>
    public const string Channel = "onair_signaling";

    // PostgreSQL's limit is 8,000 bytes.
    private const int LongestNotice = 7_500;
    private const int IdsPerNotice = 100;

    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly HashSet<(string Site, string User)> _users = [];
    private readonly List<Notice> _notices = [];

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
}
