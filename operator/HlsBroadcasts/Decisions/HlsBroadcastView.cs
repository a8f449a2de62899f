using Onair.Api.Common;
using Onair.Api.HlsBroadcasts;
using Onair.Operator.HlsBroadcasts.Folders;
using Onair.Operator.HlsBroadcasts.Sessions;
using Onair.Operator.HlsBroadcasts.Viewers;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.HlsBroadcasts.Decisions;

/// <summary>What is declared, recorded and observed of an HlsBroadcast.</summary>
internal sealed record HlsBroadcastView : ResourceView
{
    public required string Uid { get; init; }

    public required HlsBroadcastSpec Spec { get; init; }

    public required HlsBroadcastStatus Status { get; init; }

    /// <summary>The folder is proven to be the broadcast's, or none is recorded yet.</summary>
    public bool FolderIsOwn { get; init; } = true;

    /// <summary>The folder that spec and provider declare is proven to be the broadcast's.</summary>
    public bool CanClaim { get; init; }

    /// <summary>Why the encoder gets no credentials for the folder's bucket; null when it does.</summary>
    public string? BucketProblem { get; init; }

    /// <summary>Name of the Secret that the spec declares.</summary>
    public required string SecretName { get; init; }

    /// <summary>The value of the annotation <see cref="Annotations.Renew"/>: a new one asks for new credentials.</summary>
    public string? Renew { get; init; }

    /// <summary>The Secret, as seen in this round.</summary>
    public SecretView? Secret { get; init; }

    /// <summary>It was recorded in this round until when credentials can be valid, and none were issued since.</summary>
    public bool IsIntended { get; init; }

    /// <summary>Why no new credentials could be issued in this round; null when nothing failed.</summary>
    public string? IssueProblem { get; init; }

    /// <summary>The playlists, as seen in this round.</summary>
    public PlaylistView? Playlists { get; init; }

    /// <summary>The names of the Secrets that were removed in this round: the status may name another one than the spec.</summary>
    public IReadOnlyList<string> RemovedSecrets { get; init; } = [];

    /// <summary>Whether the bucket policy denies the run's session, as seen in this round.</summary>
    public bool? IsDenied { get; init; }

    /// <summary>The sessions of <see cref="Owed"/> that the bucket policy does not deny, as seen in this round.</summary>
    public IReadOnlyList<HlsSessionStatus>? Undenied { get; init; }

    /// <summary>The playback URL depends on a domain that is not known yet.</summary>
    public bool NeedsDomain { get; init; }

    /// <summary>Whether viewers can play from the URL, as seen in this round.</summary>
    public ViewerReach? Reach { get; init; }

    /// <summary>Nothing was left in the folder, as seen in this round.</summary>
    public bool FolderIsEmpty { get; init; }

    public override OutboxStatus? Outbox => Status.Outbox;

    /// <summary>A run goes on, as recorded.</summary>
    public bool IsRunning => Status is { StartedAt: not null, StoppedAt: null, Credentials: not null };

    /// <summary>A stop of the run has begun, and maybe taken back some of its rights.</summary>
    public bool IsStopping => IsRunning && Status.StoppingAt is not null;

    /// <summary>Credentials of the run may be valid.</summary>
    public bool MayBeValid => Status.Credentials is { LiveUntil: var until } && until > Now;

    /// <summary>The Secret has credentials of this run that are valid.</summary>
    public bool HasCredentials => Secret is { ExpiresAt: { } expires } && expires > Now && Secret.SessionName == Session?.SessionName;

    /// <summary>
    /// The sessions that the bucket policy has to deny now: those of former runs, and that of a run that stops. A run whose role was changed has a
    /// session of the former role, too: the encoder may not have read the new credentials yet.
    /// </summary>
    public IReadOnlyList<HlsSessionStatus> Owed =>
    [
        .. Former.Where(s => s.LiveUntil > Now && !(IsRunning && !IsStopping && s.SessionName == Session?.SessionName)),
        .. MayBeValid && (!IsRunning || IsStopping) ? [Session!] : Array.Empty<HlsSessionStatus>(),
    ];

    /// <summary>The session of the current or last run; null when none of its credentials can be valid.</summary>
    public HlsSessionStatus? Session => OwnSessions.Current(Status, Uid, Now);

    /// <summary>The sessions of former runs.</summary>
    public IReadOnlyList<HlsSessionStatus> Former => OwnSessions.Former(Status, Uid, Now);

    /// <summary>The Secret, when its credentials are valid and the status does not say so: somebody has taken the record away.</summary>
    public SecretView? Unrecorded => Secret is { SessionName: { } name, ExpiresAt: { } expires } && OwnSessions.CanBeValid(Uid, name, expires, Now)
        && !Former.Append(Session).Any(s => s?.SessionName == name && s.LiveUntil >= expires) ? Secret : null;

    /// <summary>When the folder is to be deleted; null when it is kept, or deleted already.</summary>
    public DateTimeOffset? DeleteFolderAt =>
        Spec.Retention is { DeleteAfter: var after } && Status is { StoppedAt: { } stopped, FolderDeletedAt: null } && Duration.Parse(after) is { } kept
            ? Former.Append(Session).Aggregate(stopped + kept, (due, session) => Later(due, session?.LiveUntil))
            : null;

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset? other) => other > one ? other.Value : one;
}

/// <summary>The Secret with the credentials.</summary>
/// <param name="Exists">It exists and belongs to the broadcast.</param>
/// <param name="Problem">Why it cannot be written: it belongs to something else. Null when it can.</param>
/// <param name="SessionName">The session that its credentials are of.</param>
/// <param name="ExpiresAt">When its credentials expire.</param>
/// <param name="RenewAt">When they are to be replaced.</param>
/// <param name="Renewed">The value of the annotation <see cref="Annotations.Renew"/> that they were issued for.</param>
internal sealed record SecretView(
    bool Exists, string? Problem = null, string? SessionName = null, DateTimeOffset? ExpiresAt = null, DateTimeOffset? RenewAt = null, string? Renewed = null);
