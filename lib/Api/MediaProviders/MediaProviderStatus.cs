using Onair.Api.Common;
using Onair.Api.Schema;

namespace Onair.Api.MediaProviders;

/// <summary>The last observed state of a MediaProvider.</summary>
public sealed record MediaProviderStatus
{
    /// <summary>The generation of the spec that this status describes.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>One-word summary for humans. Programs should read the conditions.</summary>
    public string? Phase { get; set; }

    /// <summary>Ready: the credentials work, the buckets exist, and the video service is reachable.</summary>
    [ListMapKey("type")]
    public IReadOnlyList<Condition> Conditions { get; set; } = [];

    /// <summary>
    /// The account that the credentials were first verified for. With credentials of another account nothing is done: the provider's resources
    /// are in this one.
    /// </summary>
    public string? AccountId { get; set; }

    /// <summary>The region that the credentials were first verified in.</summary>
    public string? Region { get; set; }

    /// <summary>The principal that the credentials belong to.</summary>
    public string? Arn { get; set; }

    /// <summary>What the rate of calls to MediaLive is spent on.</summary>
    public AwsBudgetStatus? Budget { get; set; }

    /// <summary>The observed state of the video service.</summary>
    public VideoProviderStatus? Video { get; set; }

    /// <summary>
    /// Orphaned resources: they are in the account and have the tags of this cluster, but the object that they belong to does not exist. The
    /// costliest come first. Onair leaves them unchanged.
    /// </summary>
    [MaxSize(OrphanStatus.Most)]
    public IReadOnlyList<OrphanStatus> Orphans { get; set; } = [];

    /// <summary>Number of orphaned resources, which can be more than <c>orphans</c> lists. Absent until the account was listed.</summary>
    public int? OrphanCount { get; set; }
}

/// <summary>
/// How the operator spends the account's rate of calls to MediaLive. The more streams there are, the less often each can be looked at.
/// Updated when it has changed noticeably.
/// </summary>
public sealed record AwsBudgetStatus
{
    /// <summary>The configured rate in requests per second.</summary>
    public double RequestsPerSecond { get; set; }

    /// <summary>Number of streams with resources in the account.</summary>
    public int Streams { get; set; }

    /// <summary>Number of those whose channel runs.</summary>
    public int Running { get; set; }

    /// <summary>How often each stream's resources are compared with its spec, e.g. <c>15m</c>.</summary>
    public string? DriftCheckInterval { get; set; }

    /// <summary>How often the alerts of each running channel are read, e.g. <c>10s</c>.</summary>
    public string? AlertInterval { get; set; }
}

/// <summary>The observed state of a video service.</summary>
public sealed record VideoProviderStatus
{
    /// <summary>Id of the key that signs playback tokens.</summary>
    public string? KeyId { get; set; }

    /// <summary>Id of the previous key.</summary>
    public string? FormerKeyId { get; set; }

    /// <summary>When the last token that the previous key signed expires. The key must stay valid at the service until then.</summary>
    public DateTimeOffset? FormerKeyNeededUntil { get; set; }
}
