namespace Onair.Api.Schema;

/// <summary>Declares a custom resource; goes on the spec. The CRD generator reads only these attributes.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class CustomResourceAttribute : Attribute
{
    /// <summary>The kind, e.g. <c>LiveStream</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The plural name in URLs, e.g. <c>livestreams</c>.</summary>
    public required string Plural { get; init; }

    /// <summary>The short name for kubectl, e.g. <c>live</c>.</summary>
    public required string ShortName { get; init; }

    /// <summary>The type of <c>status</c>.</summary>
    public required Type Status { get; init; }

    /// <summary>True for resources without a namespace.</summary>
    public bool ClusterScoped { get; init; }
}
