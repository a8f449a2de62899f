using Onair.Api.Rules;

namespace Onair.Operator.ExternalResources;

/// <summary>What one look at a provider found of one resource. Holds no secret.</summary>
/// <param name="Id">The resource's id, as the status records it; null when it does not exist.</param>
internal abstract record SeenResource(string? Id)
{
    /// <summary>It was looked for by tag, so nothing is left of it even if no id was recorded.</summary>
    public bool ByTag { get; init; }

    /// <summary>Its ARN, by which it is tagged; null for what takes no tags.</summary>
    public string? Arn { get; init; }

    /// <summary>All of its tags; null when they were not read.</summary>
    public ResourceTags? Tags
    {
        get;
        init => (field, Tag) = (value, value?.Owner);
    }

    /// <summary>Whose it is by its tags; null when they do not say so.</summary>
    public OwnerTag? Tag { get; init; }

    /// <summary>What of it cannot be changed and is not as declared, so that it cannot be adopted.</summary>
    public Violation? Unfit { get; init; }

    /// <summary>Fields that differ from what is declared, as paths of the owner's spec.</summary>
    public IReadOnlyList<string> Differences { get; init; } = [];

    public bool Exists => Id is not null;
}
