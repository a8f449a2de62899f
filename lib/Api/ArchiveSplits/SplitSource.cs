using Onair.Api.HlsBroadcasts;
using Onair.Api.LiveStreams;

namespace Onair.Api.ArchiveSplits;

/// <summary>What is split, as far as a split needs to know it.</summary>
/// <param name="Kind">LiveStream or HlsBroadcast.</param>
/// <param name="Name">Its name.</param>
/// <param name="ProviderName">The MediaProvider whose account has the recording; empty when it names none.</param>
/// <param name="IsBeingDeleted">Whether somebody has deleted it.</param>
/// <param name="Sessions">Its sessions. An HlsBroadcast has one, under its uid, once it was started: all its runs have the same folder.</param>
public sealed record SplitSource(string Kind, string Name, string ProviderName, bool IsBeingDeleted, IReadOnlyList<SessionStatus> Sessions)
{
    /// <summary>The playlist in the folder that lists what was recorded; null when the names of the segments say it.</summary>
    public string? Playlist { get; init; }

    /// <summary>A LiveStream as a source; null for none.</summary>
    public static SplitSource? Of(LiveStream? stream) => stream is null ? null
        : new("LiveStream", stream.Metadata.Name, stream.ProviderName, stream.Metadata.DeletionTimestamp is not null, stream.Recorded.Sessions);

    /// <summary>An HlsBroadcast as a source; null for none.</summary>
    public static SplitSource? Of(HlsBroadcast? broadcast) => broadcast is null ? null
        : new("HlsBroadcast", broadcast.Metadata.Name, broadcast.ProviderName, broadcast.Metadata.DeletionTimestamp is not null, Session(broadcast))
        {
            Playlist = broadcast.Spec.Playlist,
        };

    /// <summary>How messages name it: <c>LiveStream "event"</c>.</summary>
    public override string ToString() => $"{Kind} \"{Name}\"";

    private static IReadOnlyList<SessionStatus> Session(HlsBroadcast broadcast)
    {
        var status = broadcast.Recorded;
        if (broadcast.OwnFolder is not { } folder || status is not { StartedAt: { } startedAt, FolderDeletedAt: null }) return [];
        // The folder has what earlier runs uploaded, too: then nobody knows when its recording began.
        var isFirst = status.Runs is null or 1;
        return [new() { Id = broadcast.Uid, ArchivePath = folder, StartedAt = startedAt, RunningAt = isFirst ? null : startedAt, StoppedAt = status.EndedAt }];
    }
}
