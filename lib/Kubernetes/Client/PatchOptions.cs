namespace Onair.Kubernetes.Client;

/// <summary>How a patch is applied.</summary>
public sealed record PatchOptions
{
    /// <summary>A subresource, e.g. <c>status</c>.</summary>
    public string? Subresource { get; init; }

    /// <summary>Who owns the fields; the client's own field manager by default.</summary>
    public string? FieldManager { get; init; }

    /// <summary>Server-side apply only: take fields that another manager owns instead of failing with a conflict.</summary>
    public bool Force { get; init; }
}
