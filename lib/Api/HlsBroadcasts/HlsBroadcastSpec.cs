using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Onair.Api.Common;
using Onair.Api.Schema;
using Onair.Kubernetes.Serialization;

namespace Onair.Api.HlsBroadcasts;

/// <summary>
/// A broadcast that an encoder uploads as HLS into one folder of a bucket, with temporary credentials for this folder alone. Viewers play it
/// from CloudFront or from the bucket. Nothing else runs in AWS, so it costs requests, storage and traffic only.
/// </summary>
public sealed record HlsBroadcastSpec
{
    /// <summary>The MediaProvider; must have <c>spec.aws.hlsBroadcast</c>. Immutable once the broadcast was started.</summary>
    [Required]
    public ProviderReference ProviderRef { get; set; } = new();

    /// <summary>Whether the encoder may upload. Only then are there credentials.</summary>
    public HlsBroadcastState State { get; set; } = HlsBroadcastState.Stopped;

    /// <summary>
    /// Bucket of the folder, one of the MediaProvider's <c>spec.aws.hlsBroadcast.buckets</c>. Immutable once the broadcast was started.
    /// Default: the first of them.
    /// </summary>
    [RegularExpression("^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$")]
    public string? Bucket { get; set; }

    /// <summary>
    /// Folder in the bucket, which no other broadcast can have. Must contain <c>{uid}</c>; <c>{namespace}</c> and <c>{name}</c> are replaced, too. Immutable
    /// once the broadcast was started.
    /// </summary>
    [RegularExpression("^[A-Za-z0-9_.{}-]+(/[A-Za-z0-9_.{}-]+)*$"), MaxSize(256)]
    public string Path { get; set; } = "hls/{namespace}/{name}/{uid}";

    /// <summary>Name of the playlist that viewers open, in the folder: a media playlist, or a multivariant playlist.</summary>
    [RegularExpression(@"^[A-Za-z0-9_.-]+\.m3u8$"), MaxSize(100)]
    public string Playlist { get; set; } = "index.m3u8";

    /// <summary>For how many seconds a playlist may stay unchanged before the broadcast counts as interrupted.</summary>
    [Range(5, 3_600)]
    public int StaleAfterSeconds { get; set; } = 30;

    /// <summary>The encoder's credentials.</summary>
    public HlsCredentialsSpec Credentials { get; set; } = new();

    /// <summary>How long the folder is kept after a stop. Absent: until it is deleted by other means.</summary>
    public HlsRetentionSpec? Retention { get; set; }

    /// <summary>How viewers reach the folder.</summary>
    public HlsDistributionSpec Distribution { get; set; } = new();

    /// <summary>What happens to the folder when the HlsBroadcast is deleted. The credentials are revoked in any case.</summary>
    public DeletionPolicy DeletionPolicy { get; set; } = DeletionPolicy.Retain;
}

/// <summary>Credentials of an encoder. They are replaced when two thirds of their time have passed; the former ones stay valid until they expire.</summary>
public sealed record HlsCredentialsSpec
{
    /// <summary>
    /// For how many seconds credentials are valid. At most the maximum of the role, and at most 3,600 when the operator's own credentials are those
    /// of a role ("Role chaining" in the IAM user guide).
    /// </summary>
    [Range(900, 43_200)]
    public int DurationSeconds { get; set; } = 3_600;

    /// <summary>Name of the Secret that Onair writes the credentials into. Default: the HlsBroadcast's name with <c>-credentials</c>.</summary>
    [RegularExpression(Patterns.Name), MaxSize(253)]
    public string? SecretName { get; set; }
}

/// <summary>Retention of a stopped broadcast.</summary>
public sealed record HlsRetentionSpec
{
    /// <summary>How long after the stop everything in the folder is deleted, e.g. <c>72h</c>; not before the last credentials have expired.</summary>
    [Required, RegularExpression(Patterns.Duration), MinSize(2)]
    public string DeleteAfter { get; set; } = "";
}

/// <summary>Distribution of a broadcast.</summary>
public sealed record HlsDistributionSpec
{
    /// <summary>
    /// Whether the playback URL is that of the provider's CloudFront distribution, which must have the bucket as an origin. Otherwise it is that of the
    /// bucket.
    /// </summary>
    public bool Live { get; set; }
}

/// <summary>State of an HlsBroadcast.</summary>
[JsonConverter(typeof(WordConverter<HlsBroadcastState>))]
public enum HlsBroadcastState
{
    /// <summary>No encoder may upload: credentials are revoked, and the playlists have ended.</summary>
    Stopped,

    /// <summary>An encoder may upload: valid credentials are in the Secret.</summary>
    Running,
}
