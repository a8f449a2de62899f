using Onair.Api.HlsBroadcasts;
using Onair.Operator.AwsAccounts.Limits;
using Onair.Operator.HlsBroadcasts.Folders;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.HlsBroadcasts.Decisions;

/// <summary>A step of an HlsBroadcast: at most one side effect.</summary>
internal abstract record HlsBroadcastStep : ReconcileStep
{
    /// <summary>Records the folder, which then stays.</summary>
    internal sealed record Claim : HlsBroadcastStep;

    /// <summary>Records that a run begins, under the name of its role session.</summary>
    internal sealed record BeginRun : HlsBroadcastStep;

    /// <summary>Looks whether a Secret has credentials, and whose it is.</summary>
    /// <param name="Name">Its name.</param>
    internal sealed record LookAtSecret(string Name) : HlsBroadcastStep;

    /// <summary>Records until when the credentials that are about to be issued can be valid.</summary>
    internal sealed record IntendCredentials : HlsBroadcastStep;

    /// <summary>Records the session of credentials that are in the Secret and not in the status.</summary>
    internal sealed record RecordIssued : HlsBroadcastStep;

    /// <summary>Has STS issue credentials, and writes them into the Secret.</summary>
    internal sealed record IssueCredentials : HlsBroadcastStep;

    /// <summary>Deletes the Secret.</summary>
    /// <param name="Name">Its name, which may be a former one.</param>
    internal sealed record RemoveSecret(string Name) : HlsBroadcastStep
    {
        public override CallPriority? Priority => CallPriority.Stop;
    }

    /// <summary>Looks at the playlists in the folder.</summary>
    /// <param name="Whole">Whether to read them to their end, where an <c>#EXT-X-ENDLIST</c> is.</param>
    internal sealed record LookAtPlaylists(bool Whole) : HlsBroadcastStep;

    /// <summary>Asks for the domain of the provider's distribution.</summary>
    internal sealed record LookAtDistribution : HlsBroadcastStep;

    /// <summary>Looks whether viewers can play from the URL.</summary>
    internal sealed record LookAtViewers : HlsBroadcastStep;

    /// <summary>Looks which sessions the bucket policy denies.</summary>
    internal sealed record LookAtPolicy : HlsBroadcastStep;

    /// <summary>Denies a session in the bucket policy.</summary>
    /// <param name="Session">Whose credentials may be valid.</param>
    internal sealed record Revoke(HlsSessionStatus Session) : HlsBroadcastStep
    {
        public override CallPriority? Priority => CallPriority.Stop;
    }

    /// <summary>Takes the denial out of the bucket policy, because the credentials have expired.</summary>
    internal sealed record LiftRevocation : HlsBroadcastStep;

    /// <summary>Records that a stop begins: from its first effect on, the run's credentials are of no use to anybody.</summary>
    internal sealed record RecordStopping : HlsBroadcastStep
    {
        public override CallPriority? Priority => CallPriority.Stop;
    }

    /// <summary>Records that the run is over.</summary>
    internal sealed record RecordStopped : HlsBroadcastStep;

    /// <summary>Appends <c>#EXT-X-ENDLIST</c> to a playlist that lacks it.</summary>
    internal sealed record EndPlaylist(MediaPlaylist Playlist) : HlsBroadcastStep;

    /// <summary>Records that every playlist has ended.</summary>
    internal sealed record RecordEnded : HlsBroadcastStep;

    /// <summary>Records that none of the run's credentials are valid any more.</summary>
    internal sealed record RecordExpired : HlsBroadcastStep;

    /// <summary>Deletes up to 1,000 objects of the folder.</summary>
    internal sealed record DeleteObjects : HlsBroadcastStep;

    /// <summary>Records that the folder was deleted.</summary>
    internal sealed record RecordFolderDeleted : HlsBroadcastStep;
}
