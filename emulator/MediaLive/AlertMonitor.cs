using Onair.Emulator.Media;

namespace Onair.Emulator.MediaLive;

/// <summary>Watches the running channels' pipelines, and tells EventBridge of their alerts.</summary>
internal sealed class AlertMonitor(MediaLiveAccount account, IMediaEngine engine, ChannelEvents events, TimeProvider time) : BackgroundService
{
    /// <summary>How long a cleared alert is listed, in AWS seconds.</summary>
    private const double KeptSeconds = 300;

    private readonly Dictionary<string, AlertBook> _books = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>The alerts of the channel's last run, as of now.</summary>
    public IReadOnlyList<ChannelAlert> Alerts(Channel channel)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            if (channel.State == ChannelState.Running) return Observed(channel, now);
            if (!_books.TryGetValue(channel.Id, out var last)) return [];
            var before = last.Alerts;
            last.Clear(now);
            Tell(channel, before, last.Alerts);
            if (last.Alerts.Count == 0) _books.Remove(channel.Id);
            return last.Alerts;
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var channel in account.Channels.Rows) Alerts(channel);
        }
    }

    private IReadOnlyList<ChannelAlert> Observed(Channel channel, DateTimeOffset now)
    {
        if (!_books.TryGetValue(channel.Id, out var book) || book.Run != channel.StartedAt)
            _books[channel.Id] = book = new AlertBook(channel.StartedAt, account.Options.Delay(KeptSeconds));
        // A channel is RUNNING since that state was due.
        var isProbing = now < channel.Due + account.Options.Delay(InputAlerts.ProbeSeconds);
        var before = book.Alerts;
        book.Observe(account.Input(channel.InputIds[0]).Type, engine.Health(channel.Id), isProbing, now);
        Tell(channel, before, book.Alerts);
        return book.Alerts;
    }

    // A changed message alone is no event.
    private void Tell(Channel channel, IReadOnlyList<ChannelAlert> before, IReadOnlyList<ChannelAlert> after)
    {
        foreach (var alert in after.Where(a => !before.Any(b => b.Id == a.Id && b.Cleared == a.Cleared))) events.Alerted(channel, alert);
    }
}
