using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Gateway.Problems;
using Onair.Gateway.Requests;
using Onair.Gateway.Streams.Edits;
using Onair.Kubernetes.Informers;

namespace Onair.Gateway.Streams;

/// <summary>
/// Refuses a start whose folder another session has. It is an early word from the caches: the operator, which opens sessions one by one, lets no
/// two of them share a folder.
/// </summary>
internal sealed class TakenFolders(Informer<LiveStream> streams, Informer<MediaProvider> providers)
{
    /// <param name="started">The stream as the start would leave it.</param>
    /// <param name="path">The path that the client sent.</param>
    /// <param name="now">The time.</param>
    /// <exception cref="ProblemException">409. It does not say whose the folder is: that may be a stream of another namespace.</exception>
    public void Check(LiveStream started, string? path, DateTimeOffset now)
    {
        if (FolderOf(started, now) is not { } folder) return;
        // A stream on air keeps its session, and the folder with it.
        var kept = started.Recorded.CurrentSession is { StoppingAt: null } open ? open.Id : null;
        var others = streams.List().Where(s => s.Uid != started.Uid).ToList();
        if (!SessionFolder.IsTaken(folder, others.Append(started), kept) && !others.Any(s => IsAboutToHave(s, folder, now))) return;
        const string Rule = "must be a folder that no other session has, and not above or below one that another session has";
        FieldError error = new(ArchivePaths.Field, Shown.Text(path ?? ""), Rule);
        throw new ProblemException(StatusCodes.Status409Conflict, $"{error}. Start with another path, or without one.", [error]);
    }

    private bool IsAboutToHave(LiveStream stream, string folder, DateTimeOffset now) =>
        stream.Recorded.CurrentSessionId is null && stream.Metadata.DeletionTimestamp is null && StreamTimes.IsWanted(stream, now)
        && FolderOf(stream, now) is { } its && SessionFolder.Overlap(its, folder);

    private string? FolderOf(LiveStream stream, DateTimeOffset now) =>
        stream.Spec.Archive.Folder is { } template && providers.Get(new(null, stream.ProviderName))?.Spec.Aws?.ArchiveBucket is { } bucket
            ? SessionFolder.Resolve(template, bucket, stream, now) : null;
}
