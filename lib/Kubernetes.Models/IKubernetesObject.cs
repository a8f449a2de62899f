namespace Onair.Kubernetes;

/// <summary>What every object of the Kubernetes API has in common.</summary>
public interface IKubernetesObject
{
    /// <summary>Group and version, <c>group/version</c>, or only the version for the core group.</summary>
    string? ApiVersion { get; set; }

    /// <summary>The kind, e.g. <c>Secret</c>.</summary>
    string? Kind { get; set; }

    /// <summary>The object's metadata.</summary>
    V1ObjectMeta Metadata { get; set; }
}
