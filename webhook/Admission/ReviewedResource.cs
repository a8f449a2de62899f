namespace Onair.Webhook.Admission;

/// <summary>What the reviews of a path are about.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Plural">Its name in URLs.</param>
/// <param name="SubResource">The subresource; null: the object itself.</param>
internal sealed record ReviewedResource(GroupVersionKind Kind, string Plural, string? SubResource = null)
{
    /// <summary>Whether a request is about it.</summary>
    public bool Is(AdmissionRequest request) =>
        request.Resource is { } about && (about.Group, about.Version, about.Resource) == (Kind.Group, Kind.Version, Plural)
        && (request.SubResource is { Length: > 0 } sub ? sub : null) == SubResource;

    public override string ToString() => $"{Kind.Group}/{Kind.Version} {Plural}{(SubResource is null ? ", without a subresource" : $" {SubResource}")}";
}
