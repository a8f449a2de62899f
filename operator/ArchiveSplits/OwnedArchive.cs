using k8s.Models;
using Onair.Api.ArchiveSplits;
using Onair.Api.HlsBroadcasts;
using Onair.Api.LiveStreams;

namespace Onair.Operator.ArchiveSplits;

/// <summary>
/// A recording that a split may cut: its source proves it, or what the split has written beside it. Nothing of a recording is read, cut or
/// published without one, because whoever may write a status could record the folder of somebody else.
/// </summary>
internal sealed record OwnedArchive
{
    private OwnedArchive(S3Location location, bool ofBroadcast)
    {
        Location = location;
        // A broadcast's folder is deleted as a whole when its retention ends: what is cut from it stays beside it.
        OutputKey = ofBroadcast ? $"{location.Key}-splits" : location.Key;
    }

    /// <summary>The folder of the session.</summary>
    public S3Location Location { get; }

    /// <summary>The key of the folder that has those of the splits.</summary>
    public string OutputKey { get; }

    /// <summary>Segments that were stored until then are not the source's; null for no limit.</summary>
    public DateTimeOffset? After { get; private init; }

    /// <summary>The archive of a stream's session; null when nothing proves that it is.</summary>
    /// <param name="session">The session that is split.</param>
    /// <param name="stream">The stream.</param>
    /// <param name="streams">All streams.</param>
    public static OwnedArchive? Of(SplitSession? session, LiveStream? stream, IEnumerable<LiveStream> streams)
    {
        if (stream is null || session?.Status?.ArchivePath is not { } folder || !SessionFolder.CanBeOf(folder, stream, streams)) return null;
        // A folder without the uid may have the recording of a stream that is gone, and that was there before this one.
        return new(S3Location.Parse(folder), ofBroadcast: false)
        {
            After = !SessionFolder.IsNamedAfter(folder, stream) && stream.CreationTimestamp() is { } created ? new DateTimeOffset(created.ToUniversalTime()) : null,
        };
    }

    /// <summary>The folder of a broadcast; null when nothing proves that it is.</summary>
    public static OwnedArchive? Of(HlsBroadcast? broadcast) => broadcast?.OwnFolder is { } folder ? new(S3Location.Parse(folder), ofBroadcast: true) : null;

    /// <summary>The recorded archive of a split whose source is gone; null when nothing proves that it is the split's.</summary>
    /// <param name="split">The split.</param>
    /// <param name="owners">The uids that the playlists beside the outputs have in their metadata: Onair writes one only beside a proven recording.</param>
    public static OwnedArchive? Of(ArchiveSplit split, IEnumerable<string?> owners)
    {
        if (split.Recorded is not { ArchivePath: { } folder, OutputPath: { } outputs } || !owners.Contains(split.Uid)) return null;
        var archive = new OwnedArchive(S3Location.Parse(folder), ofBroadcast: split.Spec.BroadcastRef is not null);
        return S3Location.Parse(outputs).Key == $"{archive.OutputKey}/{split.Modifier}" ? archive : null;
    }
}
