using Amazon.MediaLive;
using Onair.Tests.E2E.Tools;

namespace Onair.Tests.E2E.Cluster;

/// <summary>Counts the alerts of a channel. The emulator lists one that is over for a few seconds only.</summary>
internal sealed class AlertWatch : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<string, string> _seen = new(StringComparer.Ordinal);
    private readonly AmazonMediaLiveClient _client;
    private readonly string _channel;
    private readonly Repeated _looks;

    private AlertWatch(AmazonMediaLiveClient client, string channel)
    {
        (_client, _channel) = (client, channel);
        _looks = Repeated.Start(TimeSpan.FromSeconds(1), LookAsync);
    }

    /// <summary>Begins with the alerts that are listed now.</summary>
    public static async Task<AlertWatch> StartAsync(AmazonMediaLiveClient client, string channel)
    {
        var watch = new AlertWatch(client, channel);
        await watch.AllAsync();
        return watch;
    }

    /// <summary>All that were raised so far, each by its id and what it says.</summary>
    public async Task<IReadOnlyList<string>> AllAsync()
    {
        _looks.ShouldRun();
        await LookAsync();
        lock (_gate) return [.. _seen.Select(it => $"{it.Key} {it.Value}")];
    }

    public ValueTask DisposeAsync() => _looks.DisposeAsync();

    private async Task LookAsync()
    {
        var alerts = (await _client.ListAlertsAsync(new() { ChannelId = _channel })).Alerts ?? [];
        lock (_gate)
        {
            foreach (var alert in alerts) _seen.TryAdd(alert.Id, alert.AlertType);
        }
    }
}
