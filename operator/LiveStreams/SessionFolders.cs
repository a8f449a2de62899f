using Amazon.S3.Model;
using Onair.Api.LiveStreams;
using Onair.Kubernetes.Events;
using Onair.Kubernetes.Informers;
using Onair.Operator.AwsAccounts;
using Onair.Operator.LiveStreams.Desired;

namespace Onair.Operator.LiveStreams;

/// <summary>
/// Gives each session a folder that no other session has: what the streams' status records, what was given a moment ago, and, for a folder that
/// a user named, what S3 has. The recordings of deleted streams are only there.
/// </summary>
internal sealed class SessionFolders(Informer<LiveStream> streams, EventRecorder events, TimeProvider time)
{
    // A session's record reaches the cache long before.
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, (string Folder, DateTimeOffset Since)> _given = new(StringComparer.Ordinal);

    /// <summary>
    /// The folder of the open session, or, without one, of <c>spec.archive.folder</c>, which the stream then has; null when it is taken, or nobody
    /// can say.
    /// </summary>
    public async Task<string?> LookAsync(LiveStream stream, ProviderAccount account, CancellationToken cancellationToken)
    {
        var open = stream.Recorded.CurrentSession;
        if (open is { ArchivePath: var recorded } && (recorded is null || !SessionFolder.IsWellFormed(recorded))) return null;
        var folder = open?.ArchivePath ?? SessionFolder.Resolve(stream.Spec.Archive.Folder!, account.Aws.ArchiveBucket, stream, time.GetUtcNow());
        if (TryGive(stream, folder, open?.Id) && !await IsRecordedAsync(account, S3Location.Parse(folder), cancellationToken)) return folder;
        if (open is not null) return null;
        events.Publish(
            stream, EventType.Warning, "FolderTaken",
            $"The folder {folder} of spec.archive.folder belongs to another session, or is above or below one that does. This session records to spec.archive.path. "
            + "For the next session, name another folder.");
        return null;
    }

    /// <summary>A folder of <c>spec.archive.path</c>, which the stream then has: changed where another session has it by its <c>spec.archive.folder</c>.</summary>
    public string Give(LiveStream stream, string folder)
    {
        lock (_lock)
        {
            if (_given.Any(g => g.Key != stream.Uid && g.Value.Folder == folder) || streams.List().Any(s => s.Recorded.Sessions.Any(session => session.ArchivePath == folder)))
                folder = $"{folder}-{Guid.NewGuid():N}";
            _given[stream.Uid] = (folder, time.GetUtcNow());
            return folder;
        }
    }

    private bool TryGive(LiveStream stream, string folder, string? open)
    {
        lock (_lock)
        {
            var now = time.GetUtcNow();
            foreach (var old in _given.Where(g => now - g.Value.Since > Lifetime).Select(g => g.Key).ToList()) _given.Remove(old);
            // The stream's own status may be newer than its copy in the cache.
            if (_given.Any(g => g.Key != stream.Uid && SessionFolder.Overlap(g.Value.Folder, folder)) || IsTaken(stream, folder, open)) return false;
            _given[stream.Uid] = (folder, now);
            return true;
        }
    }

    // Only of its own sessions does one not count: whoever may write a status could give theirs the id of another's.
    private bool IsTaken(LiveStream stream, string folder, string? open) =>
        SessionFolder.IsTaken(folder, [stream], except: open) || SessionFolder.IsTaken(folder, streams.List().Where(s => s.Uid != stream.Uid));

    // Only recordings count: people create the folder, or put slides there, before the show.
    private static async Task<bool> IsRecordedAsync(ProviderAccount account, S3Location folder, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var prefix in ArchivePath.Prefixes(folder.Key))
            {
                var request = new ListObjectsV2Request { BucketName = folder.Bucket, Prefix = prefix, MaxKeys = 1 };
                var page = await account.S3.CallAsync("ListObjectsV2", (s3, c) => s3.ListObjectsV2Async(request, c), cancellationToken);
                if (page.S3Objects is { Count: > 0 }) return true;
            }
            return false;
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            // A show waits for no list. Its folder of spec.archive.path needs none.
            return true;
        }
    }
}
