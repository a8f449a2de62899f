namespace Onair.Kubernetes;

/// <summary>Which API server, how it is trusted, and who we are.</summary>
public sealed class KubernetesClientConfiguration
{
    /// <summary>The server, e.g. <c>https://10.96.0.1:443</c>.</summary>
    public required Uri Host { get; init; }

    /// <summary>The namespace of the context or of the pod.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>Whether a cluster is named by the environment: <c>KUBECONFIG</c>, <c>~/.kube/config</c> or a service account.</summary>
    public static bool HasClusterAccess => File.Exists(Environment.GetEnvironmentVariable("KUBECONFIG"));

    /// <summary><c>KUBECONFIG</c> when set, else the pod's service account, else <c>~/.kube/config</c>.</summary>
    /// <exception cref="KubernetesConfigurationException">None of them is there, or it cannot be read.</exception>
    public static KubernetesClientConfiguration FromEnvironment() => throw new NotImplementedException();

    /// <summary>The pod's service account; its token file is read again as it rotates.</summary>
    /// <exception cref="KubernetesConfigurationException">Not in a pod.</exception>
    public static KubernetesClientConfiguration InCluster() => throw new NotImplementedException();

    /// <summary>A context of a kubeconfig file; the current one when <paramref name="context"/> is null.</summary>
    /// <exception cref="KubernetesConfigurationException">The file is wrong; the message names field, value and rule.</exception>
    public static KubernetesClientConfiguration FromKubeconfig(string path, string? context = null) => throw new NotImplementedException();
}
