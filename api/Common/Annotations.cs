namespace Onair.Api.Common;

/// <summary>Annotations, labels and finalizers that Onair reads or writes.</summary>
public static class Annotations
{
    /// <summary><c>"true"</c> suspends all work on the resource, its deletion included.</summary>
    public const string Paused = "onair.dev/paused";

    /// <summary>The finalizer that stays until the resources in AWS are proven gone.</summary>
    public const string Finalizer = "onair.dev/aws-resources";
}

/// <summary>Tags of every AWS resource that Onair makes.</summary>
public static class Tags
{
    /// <summary>The uid of the Kubernetes resource: the proof of ownership.</summary>
    public const string Uid = "onair.dev/uid";

    /// <summary>Kind, namespace and name of the Kubernetes resource, for people: <c>LiveStream/default/demo</c>.</summary>
    public const string Resource = "onair.dev/resource";

    /// <summary>The name of the cluster, for people.</summary>
    public const string Cluster = "onair.dev/cluster";
}
