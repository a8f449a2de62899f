using System.Collections.Concurrent;

namespace Onair.Emulator.Media;

/// <summary>
/// Channels without media, so that one machine can run hundreds of them. Their pipelines receive video unless it is set otherwise; there is
/// nothing to play and nothing is recorded.
/// </summary>
internal sealed class NoMedia : IMediaEngine
{
    private readonly ConcurrentDictionary<string, ChannelPlan> _running = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> _silent = new(StringComparer.Ordinal);

    /// <summary>Sets whether the channel's pipelines receive video, in this run and in later ones.</summary>
    public void SetReceiving(string channelId, bool receiving)
    {
        if (receiving) _silent.TryRemove(channelId, out _);
        else _silent[channelId] = true;
    }

    public Task SetIngestAsync(IReadOnlyCollection<IngestEndpoint> endpoints, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(ChannelPlan plan, CancellationToken cancellationToken)
    {
        _running[plan.ChannelId] = plan;
        return Task.CompletedTask;
    }

    public Task FailAsync(string channelId, int pipeline, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(string channelId, CancellationToken cancellationToken)
    {
        _running.TryRemove(channelId, out _);
        return Task.CompletedTask;
    }

    public void UpdatePackage(PackagePlan package)
    {
        // Nothing is packaged.
    }

    public Task RemovePackageEndpointAsync(string endpointToken, CancellationToken cancellationToken) => Task.CompletedTask;

    public IReadOnlyList<PipelineHealth> Health(string channelId)
    {
        if (!_running.TryGetValue(channelId, out var plan)) return [];
        var receiving = !_silent.ContainsKey(channelId);
        return [.. plan.Pipelines.Select(p => new PipelineHealth(p.Pipeline, receiving, "The emulator runs without media."))];
    }
}
