using Onair.Api.Common;
using Onair.Api.HlsBroadcasts;
using Onair.Operator.HlsBroadcasts.Folders;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.HlsBroadcasts.Decisions;

/// <summary>What is declared, recorded and observed of an HlsBroadcast.</summary>
internal sealed record HlsBroadcastView : ResourceView
{
    public required HlsBroadcastSpec Spec { get; init; }

    public required HlsBroadcastStatus Status { get; init; }

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

    /// <summary>Whether the bucket policy denies the run's credentials, as seen in this round.</summary>
    public bool? IsDenied { get; init; }

    /// <summary>The playback URL depends on a domain that is not known yet.</summary>
    public bool NeedsDomain { get; init; }

    /// <summary>Nothing was left in the folder, as seen in this round.</summary>
    public bool FolderIsEmpty { get; init; }

    public override OutboxStatus? Outbox => Status.Outbox;

    /// <summary>A run goes on, as recorded.</summary>
    public bool IsRunning => Status is { StartedAt: not null, StoppedAt: null };

    /// <summary>Credentials of the run may be valid.</summary>
    public bool MayBeValid => Status.Credentials is { LiveUntil: var until } && until > Now;

    /// <summary>When the folder is to be deleted; null when it is kept, or deleted already.</summary>
    public DateTimeOffset? DeleteFolderAt =>
        Spec.Retention is { DeleteAfter: var after } && Status is { StoppedAt: { } stopped, FolderDeletedAt: null } && Duration.Parse(after) is { } kept
            ? Later(stopped + kept, Status.Credentials?.LiveUntil)
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
