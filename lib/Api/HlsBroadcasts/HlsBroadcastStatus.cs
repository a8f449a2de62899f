using System.ComponentModel.DataAnnotations;
using Onair.Api.Common;
using Onair.Api.Schema;

namespace Onair.Api.HlsBroadcasts;

/// <summary>The last observed state of an HlsBroadcast.</summary>
public sealed record HlsBroadcastStatus : IResourceStatus
{
    /// <summary>The generation of the spec that this status describes.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>One-word summary for humans. Programs should read the conditions.</summary>
    public string? Phase { get; set; }

    /// <summary>Ready, Reconciling and Stalled (kstatus); Receiving (the encoder keeps the playlist up to date); Distributed (viewers can play from the URL).</summary>
    [ListMapKey("type")]
    public IReadOnlyList<Condition> Conditions { get; set; } = [];

    /// <summary>Where viewers play from; absent until the broadcast was started.</summary>
    public HlsPlaybackStatus? Playback { get; set; }

    /// <summary>Name of the MediaProvider whose bucket has the folder.</summary>
    public string? Provider { get; set; }

    /// <summary>The folder, e.g. <c>s3://broadcasts/hls/shows/talk/4f5c…</c>; absent until the broadcast was started.</summary>
    public string? Folder { get; set; }

    /// <summary>The credentials of the current or last run; absent when none of them can be valid.</summary>
    public HlsCredentialsStatus? Credentials { get; set; }

    /// <summary>The sessions of former runs whose credentials may still be valid. The bucket policy denies them until they have expired.</summary>
    public IReadOnlyList<HlsSessionStatus>? Revoked { get; set; }

    /// <summary>How often the broadcast was started. Each run has credentials of its own.</summary>
    public int? Runs { get; set; }

    /// <summary>When the current or last run was started.</summary>
    public DateTimeOffset? StartedAt { get; set; }

    /// <summary>When the run's stop began. It is finished before another run begins; absent otherwise.</summary>
    public DateTimeOffset? StoppingAt { get; set; }

    /// <summary>When the run's credentials were revoked; absent while it goes on.</summary>
    public DateTimeOffset? StoppedAt { get; set; }

    /// <summary>When every playlist of the stopped run had its <c>#EXT-X-ENDLIST</c>; absent before.</summary>
    public DateTimeOffset? EndedAt { get; set; }

    /// <summary>When the folder was deleted by <c>spec.retention</c>; absent while it is kept.</summary>
    public DateTimeOffset? FolderDeletedAt { get; set; }

    /// <summary>Events that have not been delivered yet.</summary>
    public OutboxStatus? Outbox { get; set; }
}

/// <summary>Where viewers of an HlsBroadcast play from.</summary>
public sealed record HlsPlaybackStatus
{
    /// <summary>The playlist that viewers open.</summary>
    public string? Url { get; set; }
}

/// <summary>The role session of a run.</summary>
public sealed record HlsSessionStatus
{
    /// <summary>The role that its credentials were issued for.</summary>
    [Required]
    public string RoleArn { get; set; } = "";

    /// <summary>Its name.</summary>
    [Required]
    public string SessionName { get; set; } = "";

    /// <summary>After this time none of its credentials are valid.</summary>
    [Required]
    public DateTimeOffset LiveUntil { get; set; }
}

/// <summary>Names and times of an encoder's credentials. The credentials themselves are only in the Secret.</summary>
public sealed record HlsCredentialsStatus
{
    /// <summary>The Secret, with <c>accessKeyId</c>, <c>secretAccessKey</c>, <c>sessionToken</c>, <c>expiration</c>, <c>bucket</c>, <c>path</c> and <c>region</c>.</summary>
    [Required]
    public string SecretName { get; set; } = "";

    /// <summary>The role that they were issued for.</summary>
    [Required]
    public string RoleArn { get; set; } = "";

    /// <summary>Name of the role session, by which AWS's logs show the uploads and the bucket policy revokes them: another one for each run.</summary>
    [Required]
    public string SessionName { get; set; } = "";

    /// <summary>When the credentials in the Secret expire; absent until some are issued.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>The value of the annotation <c>onair.dev/renew</c> that the credentials in the Secret were issued for; absent without one.</summary>
    public string? Renewed { get; set; }

    /// <summary>After this time no credentials of the run are valid, also none whose issue was not recorded.</summary>
    [Required]
    public DateTimeOffset LiveUntil { get; set; }

    /// <summary>When the bucket policy was found to deny them; absent before, and when they had expired by themselves.</summary>
    public DateTimeOffset? RevokedAt { get; set; }
}
