using System.Collections.Concurrent;
using Onair.Emulator.Media.Ingest;
using Onair.Emulator.Media.Packaging;
using Onair.Emulator.Media.Pipelines;

namespace Onair.Emulator.Media;

/// <summary>Real media: nginx-rtmp takes it in, ffmpeg encodes it, this process packages it.</summary>
internal sealed partial class MediaEngine(RtmpServer ingest, ChannelServices services, Viewers viewers, ILogger<MediaEngine> log)
    : IMediaEngine, IHostedService, IDisposable
{
    private static readonly TimeSpan TrimInterval = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, RunningChannel> _channels = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, PackagePlan> _packages = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _change = new(1);
    private readonly CancellationTokenSource _stop = new();
    private bool _started;
    private Task _trimming = Task.CompletedTask;

    /// <summary>The channels on air.</summary>
    public IReadOnlyCollection<RunningChannel> Channels => [.. _channels.Values];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _change.WaitAsync(cancellationToken);
        try
        {
            if (_started) return;
            services.Spool.Recover();
            await ingest.StartAsync(cancellationToken);
            _trimming = TrimAsync();
            _started = true;
        }
        finally
        {
            _change.Release();
        }
    }

    public Task SetIngestAsync(IReadOnlyCollection<IngestEndpoint> endpoints, CancellationToken cancellationToken) =>
        SetIngestAsync("inputs", endpoints, cancellationToken);

    /// <summary>The pushes of <see cref="IPushIngest"/>, beside the inputs.</summary>
    public Task SetPushesAsync(IReadOnlyCollection<IngestEndpoint> endpoints, CancellationToken cancellationToken) =>
        SetIngestAsync("pushes", endpoints, cancellationToken);

    public async Task StartAsync(ChannelPlan plan, CancellationToken cancellationToken)
    {
        PlanCheck.Check(plan);
        await StartAsync(cancellationToken);
        await _change.WaitAsync(cancellationToken);
        try
        {
            if (_channels.TryGetValue(plan.ChannelId, out var running))
            {
                running.Restore(plan);
                return;
            }

            // An edit may have happened after the plan was made: the latest endpoints win.
            if (plan.Package is { } package && _packages.TryGetValue(package.PackageChannelId, out var latest)) plan = plan with { Package = latest };
            _channels[plan.ChannelId] = new RunningChannel(plan, services);
        }
        finally
        {
            _change.Release();
        }
    }

    public async Task StopAsync(string channelId, CancellationToken cancellationToken)
    {
        if (!_channels.TryGetValue(channelId, out var channel)) return;
        await channel.StopAsync(waitForArchive: true, cancellationToken);
        foreach (var endpoint in channel.Plan.Package?.Endpoints.Where(e => e.EndsWithChannel) ?? []) services.Origin.Find(endpoint.EndpointToken)?.End();
        if (_channels.TryRemove(new KeyValuePair<string, RunningChannel>(channelId, channel))) channel.Dispose();
    }

    public async Task FailAsync(string channelId, int pipeline, CancellationToken cancellationToken)
    {
        if (!_channels.TryGetValue(channelId, out var channel)) return;
        channel.Fail(pipeline);
        if (channel.Plan.Pipelines.Count > 1) return;
        await channel.StopAsync(waitForArchive: false, cancellationToken);
        if (_channels.TryRemove(new KeyValuePair<string, RunningChannel>(channelId, channel))) channel.Dispose();
    }

    public void UpdatePackage(PackagePlan package)
    {
        foreach (var endpoint in package.Endpoints) PlanCheck.Check(endpoint);
        _packages[package.PackageChannelId] = package;
        foreach (var endpoint in package.Endpoints) services.Origin.Find(endpoint.EndpointToken)?.Configure(endpoint);
        foreach (var channel in _channels.Values.Where(c => c.Plan.Package?.PackageChannelId == package.PackageChannelId)) channel.Update(package);
    }

    public Task RemovePackageEndpointAsync(string endpointToken, CancellationToken cancellationToken)
    {
        services.Origin.Remove(endpointToken);
        return Task.CompletedTask;
    }

    public IReadOnlyList<PipelineHealth> Health(string channelId) =>
        _channels.TryGetValue(channelId, out var channel) ? channel.Health() : [];

    /// <summary>Ends all runs with the process; what is recorded but not stored is taken up by the next one.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_channels.Values.Select(c => c.StopAsync(waitForArchive: false, cancellationToken)));
        await _trimming.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        _stop.Dispose();
        _change.Dispose();
    }

    private async Task SetIngestAsync(string owner, IReadOnlyCollection<IngestEndpoint> endpoints, CancellationToken cancellationToken)
    {
        IngestTable.Check(endpoints);
        await StartAsync(cancellationToken); // the control plane may be restored before the hosted services start
        await ingest.ApplyAsync(owner, endpoints, cancellationToken);
    }

    private async Task TrimAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            await Task.Delay(TrimInterval, services.Time, _stop.Token);
            try
            {
                services.Origin.Trim(services.Time.GetUtcNow());
                viewers.Forget();
            }
            catch (Exception exception) // the disk may be full or gone for a moment; the next round tries again
            {
                LogNotTrimmed(exception);
            }
        }
    }
}
