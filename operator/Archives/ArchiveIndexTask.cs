using k8s.Models;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.LeaderElection;
using Onair.Kubernetes.Resources;
using Onair.Operator.AwsAccounts;

namespace Onair.Operator.Archives;

/// <summary>
/// Has the archives of running sessions indexed as their segments arrive, where the stream wants that ahead of time. Each provider has
/// its own pace: while its last look goes on, only it is left out.
/// </summary>
internal sealed partial class ArchiveIndexTask(
    Informer<LiveStream> streams, Informer<MediaProvider> providers, ProviderAccountCache accounts, ArchiveReader archives,
    OperatorOptions options, TimeProvider time, ILogger<ArchiveIndexTask> logger) : ILeaderTask
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        Dictionary<string, Task> looks = new(StringComparer.Ordinal);
        try
        {
            await streams.WaitForSyncAsync(cancellationToken);
            await providers.WaitForSyncAsync(cancellationToken);
            using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.ArchivePollSeconds), time);
            do
            {
                foreach (var group in streams.List().Where(s => ArchiveOf(s) is not null).GroupBy(s => s.ProviderName, StringComparer.Ordinal))
                    if (looks.GetValueOrDefault(group.Key) is not { IsCompleted: false }) looks[group.Key] = LookAsync(group.Key, [.. group], cancellationToken);
            }
            while (await timer.WaitForNextTickAsync(cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Another replica leads now.
        }

        await Task.WhenAll(looks.Values);
    }

    /// <summary>The archive that is to be indexed as its segments arrive; null for none.</summary>
    internal static string? ArchiveOf(LiveStream stream) =>
        stream.Spec.Archive.Index == ArchiveIndexing.Ahead
        && stream.Recorded.CurrentSession is { ArchivePath: { } path, RunningAt: not null } ? path : null;

    private async Task LookAsync(string name, IReadOnlyList<LiveStream> itsStreams, CancellationToken cancellationToken)
    {
        if (providers.GetReadable(new NamespacedName(null, name)) is not { } provider) return;
        foreach (var stream in itsStreams) await LookAsync(provider, stream, cancellationToken);
    }

    private async Task LookAsync(MediaProvider provider, LiveStream stream, CancellationToken cancellationToken)
    {
        if (ArchiveOf(stream) is not { } path || !SessionFolder.CanBeOf(path, stream, streams.List()) || cancellationToken.IsCancellationRequested) return;
        try
        {
            await archives.IndexAllAsync(await accounts.GetAsync(provider, cancellationToken), S3Location.Parse(path), cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Another replica leads now.
        }
        catch (Exception e) // the conditions of the stream and the provider report it
        {
            LogFailed(stream.Namespace(), stream.Metadata.Name, e.Message);
        }
    }

    [LoggerMessage(62, LogLevel.Debug, "The archive of {Namespace}/{Name} cannot be read: {Error}")]
    private partial void LogFailed(string? @namespace, string? name, string error);
}
