using System.Collections.Concurrent;
using Onair.Emulator.Media;
using Onair.Emulator.S3;

namespace Onair.Tests.Unit.Emulator;

/// <summary>A media engine that only remembers what it was told.</summary>
internal sealed class FakeMedia : IMediaEngine
{
    public ConcurrentDictionary<string, ChannelPlan> Running { get; } = new();

    public ConcurrentDictionary<string, PackagePlan> Packages { get; } = new();

    public ConcurrentBag<string> RemovedEndpoints { get; } = [];

    public IReadOnlyCollection<IngestEndpoint> Ingest { get; private set; } = [];

    public bool Receiving { get; set; }

    /// <summary>No pipeline can reach its source.</summary>
    public bool Unreachable { get; set; }

    /// <summary>What every pipeline says of its source.</summary>
    public string Detail { get; set; } = "test";

    /// <summary>A stop takes until this ends.</summary>
    public Task Stopping { get; set; } = Task.CompletedTask;

    public Exception? StartFailure { get; set; }

    public Task SetIngestAsync(IReadOnlyCollection<IngestEndpoint> endpoints, CancellationToken cancellationToken)
    {
        Ingest = endpoints;
        return Task.CompletedTask;
    }

    public Task StartAsync(ChannelPlan plan, CancellationToken cancellationToken)
    {
        if (StartFailure is not null) return Task.FromException(StartFailure);
        Running[plan.ChannelId] = plan;
        return Task.CompletedTask;
    }

    public Task FailAsync(string channelId, int pipeline, CancellationToken cancellationToken)
    {
        Running.TryRemove(channelId, out _);
        return Task.CompletedTask;
    }

    public async Task StopAsync(string channelId, CancellationToken cancellationToken)
    {
        await Stopping;
        Running.TryRemove(channelId, out _);
    }

    public void UpdatePackage(PackagePlan package)
    {
        Packages[package.PackageChannelId] = package;
    }

    public Task RemovePackageEndpointAsync(string endpointToken, CancellationToken cancellationToken)
    {
        RemovedEndpoints.Add(endpointToken);
        return Task.CompletedTask;
    }

    public IReadOnlyList<PipelineHealth> Health(string channelId) =>
        Running.TryGetValue(channelId, out var plan) ? [.. plan.Pipelines.Select(p => new PipelineHealth(p.Pipeline, Receiving, Detail, Unreachable))] : [];
}

/// <summary>Buckets without objects.</summary>
internal sealed class FakeBuckets : IObjectStore
{
    public HashSet<string> Names { get; } = ["archive"];

    public bool BucketExists(string bucket) => Names.Contains(bucket);

    public Task PutAsync(string bucket, string key, Stream content, IReadOnlyDictionary<string, string>? metadata, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public Stream? OpenRead(string bucket, string key) => null;

    public IEnumerable<(string Key, long Size)> List(string bucket, string prefix) => [];
}
