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

    /// <summary>Ready: the credentials work and the buckets exist.</summary>
    [ListMapKey("type")]
    public IReadOnlyList<Condition> Conditions { get; set; } = [];

    /// <summary>The account that the credentials belong to.</summary>
    public string? AccountId { get; set; }

    /// <summary>The region that the credentials were verified in.</summary>
    public string? Region { get; set; }

    /// <summary>The principal that the credentials belong to.</summary>
    public string? Arn { get; set; }
}
