using Onair.Api.Common;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.HlsBroadcasts.Decisions;

/// <summary>
/// Decides the next step of a stop: no new credentials, none that are valid, ended playlists; and once the last credentials have expired, the
/// same look again, because a change of a bucket policy may take effect late. A pure function.
/// </summary>
internal static class DecideStop
{
    /// <summary>The next step; null when nothing is left to do now.</summary>
    public static ReconcileStep? Next(HlsBroadcastView broadcast)
    {
        if (broadcast is { IsRunning: true, IsStopping: false }) return new HlsBroadcastStep.RecordStopping();
        if (Secret(broadcast) is { } secret) return secret;
        if (DecideHlsBroadcast.Unusable(broadcast) is { } wait && IsUnfinished(broadcast)) return wait;
        // Also when the denials were there before: somebody may have replaced the whole policy.
        if (DecideHlsBroadcast.Denials(broadcast) is { } denial) return denial;
        if (broadcast.IsRunning) return new HlsBroadcastStep.RecordStopped();
        var isDeleted = broadcast is { Deleting: true, Spec.DeletionPolicy: DeletionPolicy.Delete };
        if (broadcast.Status is { StartedAt: not null, EndedAt: null } && !isDeleted)
            return Playlists(broadcast) ?? new HlsBroadcastStep.RecordEnded();
        return broadcast is { Status.Credentials: not null, MayBeValid: false } ? Expired(broadcast, isDeleted) : null;
    }

    /// <summary>
    /// The next step until valid credentials that are in the Secret are in the status, too; null when there are none. Whoever may write a status
    /// could take the record away, so that they would be denied to nobody.
    /// </summary>
    public static ReconcileStep? Unrecorded(HlsBroadcastView broadcast)
    {
        if (broadcast.Status.Credentials is not null) return null;
        if (broadcast.Secret is null) return new HlsBroadcastStep.LookAtSecret(broadcast.SecretName);
        if (broadcast.Unrecorded is null) return null;
        // The bucket's policy denies them, and the provider says which role they are of.
        if (DecideHlsBroadcast.Unusable(broadcast) is { } wait) return wait;
        if (!broadcast.CanClaim) return null;
        return broadcast.Status.Folder is null ? new HlsBroadcastStep.Claim() : new HlsBroadcastStep.RecordIssued();
    }

    // The encoder must not get any more of them. The cluster alone is asked, so that AWS's silence does not keep it. Whoever may write a status
    // could name any Secret there: it is removed only as the broadcast's own, and never read.
    private static HlsBroadcastStep.RemoveSecret? Secret(HlsBroadcastView broadcast)
    {
        if (broadcast.Status is not { StoppedAt: null, Credentials.SecretName: var recorded }) return null;
        return new[] { recorded, broadcast.SecretName }.FirstOrDefault(name => !broadcast.RemovedSecrets.Contains(name)) is { } left ? new(left) : null;
    }

    private static ReconcileStep? Playlists(HlsBroadcastView broadcast) => broadcast.Playlists switch
    {
        null or { IsWhole: false } => new HlsBroadcastStep.LookAtPlaylists(Whole: true),
        var seen => seen.Media.FirstOrDefault(m => m is { HasEnded: false, CanEnd: true }) is { } open ? new HlsBroadcastStep.EndPlaylist(open) : null,
    };

    private static ReconcileStep Expired(HlsBroadcastView broadcast, bool isDeleted)
    {
        if (!isDeleted && Playlists(broadcast) is { } step) return step;
        return broadcast.IsDenied switch
        {
            null => new HlsBroadcastStep.LookAtPolicy(),
            true => new HlsBroadcastStep.LiftRevocation(),
            false => new HlsBroadcastStep.RecordExpired(),
        };
    }

    private static bool IsUnfinished(HlsBroadcastView broadcast) =>
        broadcast.IsRunning || broadcast.Status is { StartedAt: not null, EndedAt: null } || broadcast.Status.Credentials is not null || broadcast.Owed.Count > 0;
}
