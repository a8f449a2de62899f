using Onair.Tests.E2E.Tools;

namespace Onair.Tests.E2E.Events;

/// <summary>An encoder that connects again whenever it is refused or cut off, as those at events do.</summary>
internal sealed class Encoder : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _off = new();
    private readonly Task _pushing;
    private int _connections;

    private Encoder(string url) => _pushing = PushAsync(url);

    /// <summary>How often it has connected or tried to.</summary>
    public int Connections => Volatile.Read(ref _connections);

    public static Encoder Start(string url) => new(url);

    public async ValueTask DisposeAsync()
    {
        await _off.CancelAsync();
        await _pushing;
        _off.Dispose();
    }

    private async Task PushAsync(string url)
    {
        while (!_off.IsCancellationRequested)
        {
            Interlocked.Increment(ref _connections);
            await using (var publisher = Publisher.Start(url, Show.Size, Show.FrameRate))
            {
                while (publisher.IsRunning && !_off.IsCancellationRequested) await Task.WhenAny(Task.Delay(200, _off.Token));
            }

            await Task.WhenAny(Task.Delay(Pause, _off.Token));
        }
    }
}
