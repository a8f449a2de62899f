using Onair.Api.MediaProviders;

namespace Onair.Operator.ExternalResources;

/// <summary>
/// Which existing resources an object may adopt. The annotation is the tenant's, the account is not: a guessed id would give them a channel
/// of somebody who knows nothing of Onair.
/// </summary>
/// <param name="Provider">The MediaProvider's name.</param>
/// <param name="Namespace">The object's namespace.</param>
/// <param name="Spec">What the MediaProvider permits; null for nothing.</param>
internal sealed record AdoptionPermission(string Provider, string Namespace, AdoptionSpec? Spec)
{
    /// <summary>Nothing may be adopted.</summary>
    public static AdoptionPermission None { get; } = new("", "", null);

    /// <summary>What a MediaProvider permits the objects of a namespace; nothing while it was not read.</summary>
    public static AdoptionPermission Of(MediaProvider? provider, string? @namespace) =>
        provider is null ? None : new(provider.Metadata.Name, @namespace ?? "", provider.Spec.Adoption);

    /// <summary>Whether the id is permitted, whatever has it.</summary>
    public bool Names(string id) => Spec?.Ids.Contains(id) == true;

    /// <summary>Whether what was found by an id may be adopted.</summary>
    public bool Admits(string id, SeenResource seen) => Names(id)
        || (Spec?.Tag is { } tag && seen.Tags?.Value(tag.Key) is { } value && value == (tag.Value ?? Namespace));
}
