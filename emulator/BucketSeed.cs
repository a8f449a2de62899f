using Onair.Emulator.S3.Storage;

namespace Onair.Emulator;

/// <summary>Creates the buckets that exist from the first start on.</summary>
internal sealed class BucketSeed(ObjectStore store, EmulatorOptions options) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var bucket in options.Seed.Buckets) store.TryCreate(bucket, options.Region);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
