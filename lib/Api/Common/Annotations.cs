namespace Onair.Api.Common;

/// <summary>Annotations, labels and finalizers that Onair reads or writes.</summary>
public static class Annotations
{
    /// <summary><c>"true"</c> suspends all work on the resource, its deletion included.</summary>
    public const string Paused = "onair.dev/paused";

    /// <summary>
    /// <c>"true"</c>: nothing in AWS is created, changed, started, stopped or deleted; what differs from the spec is only
    /// reported, in the condition Drifted.
    /// </summary>
    public const string ObserveOnly = "onair.dev/observe-only";

    /// <summary>
    /// Ids of existing resources to take over, as JSON with the names of <c>status.resources</c>:
    /// <c>{"channelId": "1234567", "inputId": "7654321"}</c>. Read for what has no recorded id yet.
    /// </summary>
    public const string Adopt = "onair.dev/adopt";

    /// <summary>The id of the session that the cost guard ended; with it the channel may run again.</summary>
    public const string Resume = "onair.dev/resume";

    /// <summary>
    /// On an ArchiveSplit, a new value: tries its failed sections again. On a VideoAsset from a URL or a section: makes the asset anew
    /// that is errored or gone.
    /// </summary>
    public const string Retry = "onair.dev/retry";

    /// <summary>On a VideoAsset with a direct upload, a new value: ends the upload that nobody has finished, and makes a new URL.</summary>
    public const string NewUpload = "onair.dev/new-upload";

    /// <summary>On a VideoAsset with a direct upload, a new value: ends the upload that nobody has finished.</summary>
    public const string CancelUpload = "onair.dev/cancel-upload";

    /// <summary>On a VideoAsset: the id of the latest callback about it, which has the service asked at once.</summary>
    public const string Callback = "onair.dev/callback";

    /// <summary>On an EventSink, a new value: sends its dead letters again.</summary>
    public const string Replay = "onair.dev/replay";

    /// <summary>On a MediaProvider, <c>"true"</c>: the provider of the LiveStreams that name none.</summary>
    public const string IsDefaultProvider = "onair.dev/is-default-provider";

    /// <summary>The finalizer of a MediaProvider, which stays while LiveStreams have resources in its account.</summary>
    public const string InUseFinalizer = "onair.dev/in-use";

    /// <summary>The finalizer that stays until the resources in AWS are proven gone.</summary>
    public const string Finalizer = "onair.dev/aws-resources";
}

/// <summary>Tags of every AWS resource that Onair makes.</summary>
public static class Tags
{
    /// <summary>The uid of the Kubernetes resource: the proof of ownership.</summary>
    public const string Uid = "onair.dev/uid";

    /// <summary>Kind, namespace and name of the Kubernetes resource, for people: <c>LiveStream/default/demo</c>.</summary>
    public const string Resource = "onair.dev/resource";

    /// <summary>The name of the cluster, for people.</summary>
    public const string Cluster = "onair.dev/cluster";

    /// <summary>Of an ArchiveSplit's resources: the position of the section.</summary>
    public const string Section = "onair.dev/section";
}
