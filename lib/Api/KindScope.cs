namespace Onair.Api;

/// <summary>Where the objects of a kind are, and which of them the operator and the webhook look after.</summary>
public enum KindScope
{
    /// <summary>In the namespaces that the chart's <c>watchNamespaces</c> names, or in all.</summary>
    WatchedNamespaces,

    /// <summary>In every namespace. With <c>watchNamespaces</c>, the webhook checks only those there and beside the operator.</summary>
    AllNamespaces,

    /// <summary>In no namespace.</summary>
    Cluster,
}
