using k8s;
using k8s.Authentication;
using k8s.Exceptions;

namespace Onair.Kubernetes.Access;

/// <summary>
/// Finds the API server, how to trust it, and the client's identity. KubernetesClient reads them; what its native edition does not
/// know of a kubeconfig is added by <see cref="Kubeconfig"/>.
/// </summary>
public static class ClusterAccess
{
    private const string ServiceAccountToken = "/var/run/secrets/kubernetes.io/serviceaccount/token";

    private static readonly string UserAgent = $"onair/{typeof(ClusterAccess).Assembly.GetName().Version?.ToString(3)}";

    /// <summary><c>KUBECONFIG</c> when set (its files merged), else the pod's service account, else <c>~/.kube/config</c>.</summary>
    /// <exception cref="KubeConfigException">None of them exists, or it cannot be read.</exception>
    public static KubernetesClientConfiguration FromEnvironment()
    {
        var files = (Environment.GetEnvironmentVariable("KUBECONFIG") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        if (files.Length > 0)
        {
            var present = files.Where(File.Exists).ToArray();
            return present.Length > 0
                ? Named(Kubeconfig.Load(present).Resolve(null))
                : throw new KubeConfigException($"KUBECONFIG: {string.Join(Path.PathSeparator, files)}: no such file");
        }
        if (KubernetesClientConfiguration.IsInCluster()) return InCluster();
        var home = KubernetesClientConfiguration.KubeConfigDefaultLocation;
        return File.Exists(home)
            ? FromKubeconfig(home)
            : throw new KubeConfigException($"no cluster: KUBECONFIG is not set, this is not a pod, and {home} does not exist");
    }

    /// <summary>The pod's service account; its token file is read again every minute and when the server refuses the token.</summary>
    /// <exception cref="KubeConfigException">Not in a pod.</exception>
    public static KubernetesClientConfiguration InCluster()
    {
        var configuration = KubernetesClientConfiguration.InClusterConfig();
        configuration.Namespace = configuration.Namespace?.Trim() ?? "default";
        configuration.TokenProvider = new RenewableToken(() => new TokenFileAuth(ServiceAccountToken));
        return Named(configuration);
    }

    /// <summary>A context of a kubeconfig file; the current one when <paramref name="context"/> is null.</summary>
    /// <exception cref="KubeConfigException">The file is invalid; the message names field, value and rule.</exception>
    public static KubernetesClientConfiguration FromKubeconfig(string path, string? context = null) => Named(Kubeconfig.Load(path).Resolve(context));

    private static KubernetesClientConfiguration Named(KubernetesClientConfiguration configuration)
    {
        configuration.UserAgent = UserAgent;
        return configuration;
    }
}
