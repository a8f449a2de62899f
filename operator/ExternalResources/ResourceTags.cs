namespace Onair.Operator.ExternalResources;

/// <summary>The tags of a resource. Those of two looks are equal when they say the same.</summary>
/// <param name="tags">By key; null for none.</param>
internal sealed class ResourceTags(IReadOnlyDictionary<string, string>? tags) : IEquatable<ResourceTags>
{
    private readonly IReadOnlyDictionary<string, string> _tags = tags ?? new Dictionary<string, string>();

    /// <summary>Whose the resource is; null when they do not say so.</summary>
    public OwnerTag? Owner => OwnershipTags.OwnerOf(_tags);

    /// <summary>The value of a key; null without it.</summary>
    public string? Value(string key) => _tags.GetValueOrDefault(key);

    public bool Equals(ResourceTags? other) => other is not null && _tags.Count == other._tags.Count && _tags.All(tag => other.Value(tag.Key) == tag.Value);

    public override bool Equals(object? obj) => Equals(obj as ResourceTags);

    public override int GetHashCode() => _tags.Count;
}
