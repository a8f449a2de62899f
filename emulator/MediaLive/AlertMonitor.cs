using System.Collections.Concurrent;
using Onair.Emulator.Media;

namespace Onair.Emulator.MediaLive;

/// <summary>Watches the running channels' pipelines.</summary>
internal sealed class AlertMonitor(MediaLiveAccount account, IMediaEngine engine, TimeProvider time) : BackgroundService
{
    private readonly ConcurrentDictionary<string, AlertBook> _books = new(StringComparer.Ordinal);

    /// <summary>The alerts of the channel's run, as of now; none when it does not run.</summary>
    public IReadOnlyList<ChannelAlert> Alerts(Channel channel)
    {
        if (channel.State != ChannelState.Running)
        {
            _books.TryRemove(channel.Id, out _);
            return [];
        }

        var book = _books.GetOrAdd(channel.Id, static _ => new AlertBook());
        lock (book)
        {
            book.Observe(engine.Health(channel.Id), time.GetUtcNow());
            return book.Alerts;
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
}
