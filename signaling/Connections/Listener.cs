using System.Text.Json;
using System.Threading.Channels;
using Npgsql;
using Onair.Signaling.State;

namespace Onair.Signaling.Connections;

/// <summary>
/// Receives what replicas send with NOTIFY. PostgreSQL keeps nothing for a connection that is gone, so after each new one all participants here look
/// at their state again.
/// </summary>
internal sealed partial class Listener(Database database, ConnectionRegistry connections, TimeProvider time, ILogger<Listener> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);
    private volatile bool _isListening;

    /// <summary>Why this replica cannot take pages yet; null once it hears the others.</summary>
    public string? Unready() => _hasListened ? null : "PostgreSQL has not answered yet";

    /// <summary>Whether notices arrive.</summary>
    public bool IsListening => _isListening;

    // A replica stays ready while PostgreSQL is away: what runs goes on, and another replica could do no more.
    private volatile bool _hasListened;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                // Until the first success of the heartbeat there are no tables.
                if (database.IsUp) await ListenAsync(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                LogLost(e.Message);
            }
            _isListening = false;
            await Task.Delay(Pause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ListenAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        var notices = Channel.CreateUnbounded<string>(new() { SingleReader = true });
        connection.Notification += (_, e) => notices.Writer.TryWrite(e.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {Session.Channel}", connection)) await listen.ExecuteNonQueryAsync(cancellationToken);
        (_isListening, _hasListened) = (true, true);
        connections.RefreshAll();

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var handling = HandleAsync(notices.Reader, ended.Token);
        try
        {
            while (true) await connection.WaitAsync(cancellationToken);
        }
        finally
        {
            await ended.CancelAsync();
            await handling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    // One after the other, so that an offer stays before its candidates.
    private async Task HandleAsync(ChannelReader<string> notices, CancellationToken cancellationToken)
    {
        await foreach (var text in notices.ReadAllAsync(cancellationToken))
        {
            try
            {
                if (JsonSerializer.Deserialize(text, NoticeJson.Default.Notice) is { } notice) await HandleAsync(notice, cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The notices after this one must still arrive.
                LogIgnored(e.Message);
            }
        }
    }

    private async Task HandleAsync(Notice notice, CancellationToken cancellationToken)
    {
        if (notice.Stored is { } stored)
        {
            if (connections.Find(notice.To) is null) return;
            var body = await database.DoAsync(session => session.FirstAsync("DELETE FROM relays WHERE id = $1 RETURNING body", r => r.GetString(0), stored), cancellationToken);
            if (body is null || JsonSerializer.Deserialize(body, NoticeJson.Default.Notice) is not { } whole) return;
            notice = whole;
        }
        foreach (var participant in notice.Changed ?? []) connections.Find(participant)?.Refresh();
        if (notice is { Site: { } site, User: { } user }) connections.RefreshFollowers(site, user);
        if (notice is { To: { } to, Message: { } message }) connections.Find(to)?.Relay(message);
        if (notice.Resumed is { } resumed) connections.Find(resumed)?.Replaced(notice.Epoch);
    }

    [LoggerMessage(1, LogLevel.Warning, "This replica does not hear the others: {Reason}")]
    private partial void LogLost(string reason);

    [LoggerMessage(2, LogLevel.Warning, "Ignored a notice of another replica: {Reason}")]
    private partial void LogIgnored(string reason);
}
