namespace Onair.Kubernetes.Client;

/// <summary>Which objects a list or watch takes.</summary>
public sealed record ListOptions
{
    /// <summary>Label selector, e.g. <c>app=onair,tier!=edge</c>.</summary>
    public string? LabelSelector { get; init; }

    /// <summary>Field selector, e.g. <c>metadata.name=key</c>.</summary>
    public string? FieldSelector { get; init; }

    /// <summary>Objects per page; 500 by default.</summary>
    public int Limit { get; init; } = 500;
}
