using Onair.Api.Common;
using Onair.Operator.ExternalResources;

namespace Onair.Operator.Orphans;

/// <summary>A resource that a list showed with the tags of an object, of this cluster or of another.</summary>
/// <param name="Id">Its id or ARN.</param>
/// <param name="Tag">Whose it is by its tags.</param>
internal sealed record ListedResource(string Id, OwnerTag Tag)
{
    /// <summary>Kind, namespace and name of its object, e.g. <c>LiveStream/default/demo</c>; null when the tags do not have them.</summary>
    public string? Object { get; init; }

    /// <summary>Its state in AWS; null when the list does not show it.</summary>
    public string? State { get; init; }

    /// <summary>Price of an hour in this state; null when it is not known.</summary>
    public double? CostPerHour { get; init; }

    /// <summary>A resource with these tags; null when they do not say whose it is.</summary>
    public static ListedResource? Of(string id, IReadOnlyDictionary<string, string>? tags) => OwnershipTags.OwnerOf(tags) is { } tag
        ? new(id, tag) { Object = tags!.GetValueOrDefault(Tags.Resource) is { Length: > 0 } named ? named : null }
        : null;
}
