namespace Onair.Api.Common;

/// <summary>Annotations, labels and finalizers that Onair reads or writes.</summary>
public static class Annotations
{
    /// <summary><c>"true"</c> suspends all work on the resource, including its deletion.</summary>
    public const string Paused = "onair.dev/paused";

    /// <summary>
    /// <c>"true"</c>: Onair does not create, change, start, stop or delete anything in AWS. It only reports differences from the
    /// spec, in the condition Drifted.
    /// </summary>
    public const string ObserveOnly = "onair.dev/observe-only";

    /// <summary>
    /// Ids of existing resources to take over, as JSON with the names of <c>status.resources</c>:
    /// <c>{"channelId": "1234567", "inputId": "7654321"}</c>, on an IvsChannel <c>{"channelArn": "arn:aws:ivs:…"}</c>. Only used for resources whose id is not in the status yet.
    /// </summary>
    public const string Adopt = "onair.dev/adopt";

    /// <summary>The id of the session that the cost guard ended: lets the channel run again.</summary>
    public const string Resume = "onair.dev/resume";

    /// <summary>
    /// A new value, on an ArchiveSplit, retries its failed sections; on a VideoAsset from a URL or a section, recreates an asset
    /// that failed or no longer exists.
    /// </summary>
    public const string Retry = "onair.dev/retry";

    /// <summary>On a VideoAsset with a direct upload, a new value cancels the unfinished upload and creates a new upload URL.</summary>
    public const string NewUpload = "onair.dev/new-upload";

    /// <summary>On a VideoAsset with a direct upload, a new value cancels the unfinished upload.</summary>
    public const string CancelUpload = "onair.dev/cancel-upload";

    /// <summary>
    /// A new value, on an HlsBroadcast, replaces the encoder's credentials immediately; on an ArchiveSplit, signs the URLs of the MP4s again. The
    /// former ones stay valid until they expire.
    /// </summary>
    public const string Renew = "onair.dev/renew";

    /// <summary>On a VideoAsset: the id of the latest callback about it. A new id makes Onair query the service immediately.</summary>
    public const string Callback = "onair.dev/callback";

    /// <summary>On an EventSink, a new value replays its dead letters.</summary>
    public const string Replay = "onair.dev/replay";

    /// <summary>The latest idempotency keys of requests to the stream API that created or changed the resource, as hashes.</summary>
    public const string IdempotencyKeys = "onair.dev/idempotency-keys";

    /// <summary>On a MediaProvider, <c>"true"</c> makes it the default for LiveStreams that name no provider.</summary>
    public const string IsDefaultProvider = "onair.dev/is-default-provider";

    /// <summary>The name that people gave a stream or an S3 broadcast in the stream API. The name of its object is generated.</summary>
    public const string DisplayName = "onair.dev/display-name";

    /// <summary>The description that people gave a stream in the stream API.</summary>
    public const string Description = "onair.dev/description";

    /// <summary>When the stream API last edited a stream, as an RFC 3339 time.</summary>
    public const string EditedAt = "onair.dev/edited-at";

    /// <summary>When the stream API last accepted the start of a stream, as an RFC 3339 time.</summary>
    public const string StartedAt = "onair.dev/started-at";

    /// <summary>When the stream API last accepted the stop of a stream, as an RFC 3339 time.</summary>
    public const string StoppedAt = "onair.dev/stopped-at";

    /// <summary>The finalizer of a MediaProvider. It stays while the account is in use.</summary>
    public const string InUseFinalizer = "onair.dev/in-use";

    /// <summary>The finalizer that stays until AWS confirms that the resources no longer exist.</summary>
    public const string Finalizer = "onair.dev/aws-resources";
}

/// <summary>Tags of every AWS resource that Onair creates.</summary>
public static class Tags
{
    /// <summary>The uid of the Kubernetes resource: the proof of ownership.</summary>
    public const string Uid = "onair.dev/uid";

    /// <summary>Kind, namespace and name of the Kubernetes resource, for humans: <c>LiveStream/default/demo</c>.</summary>
    public const string Resource = "onair.dev/resource";

    /// <summary>The name of the cluster of the Kubernetes resource.</summary>
    public const string Cluster = "onair.dev/cluster";

    /// <summary>"true" on resources that were adopted: their keys were somebody else's.</summary>
    public const string Adopted = "onair.dev/adopted";

    /// <summary>On resources of an ArchiveSplit: the index of the section.</summary>
    public const string Section = "onair.dev/section";
}

/// <summary>Types of Secrets that Onair creates and that its other programs watch by their type.</summary>
public static class SecretTypes
{
    /// <summary>A generated stream key. Former releases wrote it with the type Opaque, which cannot be changed.</summary>
    public const string StreamKey = "onair.dev/stream-key";
}
