using Onair.Api.Common;
using Onair.Api.HlsBroadcasts;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.HlsBroadcasts.Decisions;

/// <summary>Decides the next step of an HlsBroadcast from what is declared, recorded and observed. A pure function.</summary>
internal static class DecideHlsBroadcast
{
    public static ReconcileStep Next(HlsBroadcastView broadcast)
    {
        if (DecideLifecycle.Next(broadcast) is { } step) return step;
        if (!broadcast.FolderIsOwn) return Reclaimed(broadcast);
        if (broadcast.Deleting) return Deleted(broadcast);
        // A stop does not depend on what else the spec says, and one that has begun is finished: it may have denied the run's session already.
        var stops = broadcast.Spec.State == HlsBroadcastState.Stopped || broadcast.IsStopping;
        if (stops && (DecideStop.Unrecorded(broadcast) ?? (broadcast.Status.Folder is null ? null : DecideStop.Next(broadcast))) is { } stop) return stop;
        if (broadcast.Violations.Count > 0) return new Stall("Invalid", string.Join("; ", broadcast.Violations));
        if (Unusable(broadcast) is { } wait) return wait;
        return broadcast.Spec.State == HlsBroadcastState.Running ? Running(broadcast) : Stopped(broadcast);
    }

    /// <summary>Waits while no calls can be made to the provider; null when they can.</summary>
    internal static Wait? Unusable(HlsBroadcastView broadcast) =>
        broadcast.ProviderProblem is var (reason, message) ? new Wait(reason, message) : null;

    // Whoever may write a status could record the folder of somebody else: nothing is done there.
    private static ReconcileStep Reclaimed(HlsBroadcastView broadcast) => Unusable(broadcast) ?? (broadcast.CanClaim
        ? new HlsBroadcastStep.Claim()
        : (ReconcileStep)new Stall("FolderNotOwned",
            $"status.folder: \"{broadcast.Status.Folder}\": must contain the uid of the HlsBroadcast. Onair does not touch the folder. Name a MediaProvider with spec.aws.hlsBroadcast, and a spec.path with {{uid}}."));

    private static ReconcileStep Running(HlsBroadcastView broadcast)
    {
        if (broadcast.Status.Folder is null) return new HlsBroadcastStep.Claim();
        if (!broadcast.IsRunning) return broadcast.Secret is null ? new HlsBroadcastStep.LookAtSecret(broadcast.SecretName) : new HlsBroadcastStep.BeginRun();
        if (broadcast.Unrecorded is not null) return new HlsBroadcastStep.RecordIssued();
        // A name that is taken costs the encoder nothing: the former Secret goes after the look.
        if (broadcast is { Status.Credentials.SecretName: var former, Secret.Problem: null } && former != broadcast.SecretName && !broadcast.RemovedSecrets.Contains(former))
            return new HlsBroadcastStep.RemoveSecret(former);
        if (Secret(broadcast) is { } secret) return secret;
        if (broadcast.NeedsDomain) return new HlsBroadcastStep.LookAtDistribution();
        if (broadcast.Playlists is null) return new HlsBroadcastStep.LookAtPlaylists(Whole: false);
        if (broadcast.Reach is null) return new HlsBroadcastStep.LookAtViewers();
        return Denials(broadcast) ?? new Settle();
    }

    /// <summary>The next step until the bucket policy denies every session that it has to; null when it does.</summary>
    internal static ReconcileStep? Denials(HlsBroadcastView broadcast)
    {
        if (broadcast.Owed.Count == 0) return null;
        if (broadcast.Undenied is not { } undenied) return new HlsBroadcastStep.LookAtPolicy();
        return undenied.Count > 0 ? new HlsBroadcastStep.Revoke(undenied[0]) : null;
    }

    /// <summary>The next step until the Secret has credentials that need not be replaced yet; null when it has.</summary>
    private static ReconcileStep? Secret(HlsBroadcastView broadcast) => broadcast.Secret switch
    {
        null => new HlsBroadcastStep.LookAtSecret(broadcast.SecretName),
        { Problem: { } problem } => new Stall("SecretTaken", problem),
        var secret when secret.SessionName == broadcast.Session?.SessionName && secret.RenewAt > broadcast.Now && secret.Renewed == broadcast.Renew => null,
        // The former credentials are still valid: the encoder goes on with them.
        _ when broadcast is { IssueProblem: not null, HasCredentials: true } => null,
        _ when broadcast is { BucketProblem: not null, HasCredentials: true } => null,
        _ when (broadcast.BucketProblem ?? broadcast.IssueProblem) is { } problem => new Wait("NoCredentials", problem),
        _ => broadcast.IsIntended ? new HlsBroadcastStep.IssueCredentials() : new HlsBroadcastStep.IntendCredentials(),
    };

    private static ReconcileStep Stopped(HlsBroadcastView broadcast)
    {
        if (broadcast.DeleteFolderAt is not { } due || due > broadcast.Now) return new Settle();
        return broadcast.FolderIsEmpty ? new HlsBroadcastStep.RecordFolderDeleted() : new HlsBroadcastStep.DeleteObjects();
    }

    private static ReconcileStep Deleted(HlsBroadcastView broadcast)
    {
        if (DecideStop.Unrecorded(broadcast) is { } issued) return issued;
        if (broadcast.Status.Folder is null) return Unclaimed(broadcast);
        if (DecideStop.Next(broadcast) is { } stop) return stop;
        if (broadcast.Spec.DeletionPolicy == DeletionPolicy.Retain || broadcast.FolderIsEmpty) return new RemoveFinalizer();
        return Unusable(broadcast) ?? (ReconcileStep)new HlsBroadcastStep.DeleteObjects();
    }

    // A broadcast that never ran has no objects. Somebody may have taken the record of one that did; one that breaks rules, as that of the
    // provider's namespaces, has never run.
    private static ReconcileStep Unclaimed(HlsBroadcastView broadcast) =>
        broadcast is { Spec.DeletionPolicy: DeletionPolicy.Delete, CanClaim: true, Violations.Count: 0 } && Unusable(broadcast) is null ? new HlsBroadcastStep.Claim() : new RemoveFinalizer();
}
