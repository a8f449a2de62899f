using Onair.Emulator.Ivs.Streams;

namespace Onair.Emulator.Ivs;

/// <summary>Accepts pushes again when the process starts, and clears up behind those of an earlier one.</summary>
internal sealed class IvsResume(StreamMonitor streams, PushFeed ingest) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await streams.ClearAsync(cancellationToken);
        await ingest.ApplyAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
