using Onair.Api.Common;
using Onair.Api.Schema;

namespace Onair.Api.MediaProviders;

/// <summary>What was last observed of a MediaProvider.</summary>
public sealed record MediaProviderStatus
{
    /// <summary>The generation of the spec that this status was made from.</summary>
    public long? ObservedGeneration { get; set; }

    /// <summary>A word for people; programs read the conditions.</summary>
    public string? Phase { get; set; }

    /// <summary>Ready: the credentials work, the buckets exist, and the video service can be asked.</summary>
    [ListMapKey("type")]
    public IReadOnlyList<Condition> Conditions { get; set; } = [];

    /// <summary>The account that the credentials belong to.</summary>
    public string? AccountId { get; set; }

    /// <summary>The region that the credentials were verified in.</summary>
    public string? Region { get; set; }

    /// <summary>The principal that the credentials belong to.</summary>
    public string? Arn { get; set; }

    /// <summary>What was observed of the video service.</summary>
    public VideoProviderStatus? Video { get; set; }
}

/// <summary>What was observed of a video service.</summary>
public sealed record VideoProviderStatus
{
    /// <summary>Id of the key that playback tokens are signed with.</summary>
    public string? KeyId { get; set; }

    /// <summary>Id of the key before it.</summary>
    public string? FormerKeyId { get; set; }

    /// <summary>When the last token that it has signed runs out: the service must know the former key until then.</summary>
    public DateTimeOffset? FormerKeyNeededUntil { get; set; }
}
