using Onair.Hosting;
using Onair.Signaling.Messages;

namespace Onair.Signaling.Connections;

/// <summary>Closes sockets whose time is over, and all of them before this replica ends, so that pages reconnect elsewhere at once.</summary>
internal sealed class SocketTicker(ConnectionRegistry connections, Draining draining, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DrainPeriod = TimeSpan.FromMilliseconds(100);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var ticked = DateTimeOffset.MinValue;
        while (!stoppingToken.IsCancellationRequested)
        {
            if (draining.HasBegun)
            {
                foreach (var connection in connections.All) connection.RequestClose(CloseCode.Restart, "this replica ends");
            }
            else if (time.GetUtcNow() - ticked >= Period)
            {
                ticked = time.GetUtcNow();
                foreach (var connection in connections.All) connection.Tick();
            }
            await Task.Delay(DrainPeriod, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
