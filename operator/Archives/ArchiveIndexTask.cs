using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Kubernetes;
using Onair.Operator.MediaProviders;

namespace Onair.Operator.Archives;

/// <summary>Has the archives of running sessions indexed as their segments arrive, so that cutting can start right after the show.</summary>
internal sealed partial class ArchiveIndexTask(
    Informer<LiveStream> streams, Informer<MediaProvider> providers, ProviderAccounts accounts, ArchiveReader archives,
    OperatorOptions options, TimeProvider time, ILogger<ArchiveIndexTask> logger) : ILeaderTask
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await streams.WaitForSyncAsync(cancellationToken);
            await providers.WaitForSyncAsync(cancellationToken);
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.ArchivePollSeconds), time);
            do
            {
                foreach (var stream in streams.List()) await LookAsync(stream, cancellationToken);
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Another replica leads now.
        }
    }

    private async Task LookAsync(LiveStream stream, CancellationToken cancellationToken)
    {
        var session = stream.Recorded.Sessions.LastOrDefault(s => s.Id == stream.Recorded.CurrentSessionId);
        if (session is not { ArchivePath: { } path, RunningAt: not null } || providers.Get(new NamespacedName(null, stream.ProviderName)) is not { } provider) return;
        try
        {
            await archives.LookAsync(await accounts.GetAsync(provider, cancellationToken), S3Location.Parse(path), cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested) // the conditions of the stream and the provider report it
        {
            LogFailed(stream.Metadata.Namespace, stream.Metadata.Name, e.Message);
        }
    }

    [LoggerMessage(62, LogLevel.Debug, "The archive of {Namespace}/{Name} cannot be read: {Error}")]
    private partial void LogFailed(string? @namespace, string? name, string error);
}
