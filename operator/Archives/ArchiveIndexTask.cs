using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Kubernetes;
using Onair.Operator.MediaProviders;

namespace Onair.Operator.Archives;

/// <summary>Has the archives of the sessions that run now indexed as their segments arrive, so that a cut after the show begins at once.</summary>
internal sealed partial class ArchiveIndexTask(
    Informer<LiveStream> streams, Informer<MediaProvider> providers, ProviderAccounts accounts, ArchiveReader archives,
    OperatorOptions options, TimeProvider time, ILogger<ArchiveIndexTask> logger) : ILeaderTask
{
    public async Task RunAsync(CancellationToken ct)
    {
        try
        {
            await streams.WaitForSyncAsync(ct);
            await providers.WaitForSyncAsync(ct);
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.ArchivePollSeconds), time);
            do
            {
                foreach (var stream in streams.List()) await LookAsync(stream, ct);
            }
            while (await timer.WaitForNextTickAsync(ct));
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Another leads now.
        }
    }

    private async Task LookAsync(LiveStream stream, CancellationToken ct)
    {
        var session = stream.Recorded.Sessions.LastOrDefault(s => s.Id == stream.Recorded.CurrentSessionId);
        if (session is not { ArchivePath: { } path, RunningAt: not null } || providers.Get(new NamespacedName(null, stream.ProviderName)) is not { } provider) return;
        try
        {
            await archives.LookAsync(await accounts.GetAsync(provider, ct), S3Location.Parse(path), ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested) // the stream's and the provider's own conditions tell what is wrong
        {
            LogFailed(stream.Metadata.Namespace, stream.Metadata.Name, e.Message);
        }
    }

    [LoggerMessage(62, LogLevel.Debug, "The archive of {Namespace}/{Name} cannot be looked at: {Error}")]
    private partial void LogFailed(string? @namespace, string? name, string error);
}
