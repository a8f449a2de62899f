using System.Security.Cryptography.X509Certificates;

namespace Onair.Kubernetes;

/// <summary>The API server, how to trust it, and the client's identity.</summary>
public sealed class KubernetesClientConfiguration
{
    private const string ServiceAccountFolder = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>The server, e.g. <c>https://10.96.0.1:443</c>; a path prefix is kept.</summary>
    public required Uri Host { get; init; }

    /// <summary>The namespace of the context or of the pod.</summary>
    public string Namespace { get; init; } = "default";

    /// <summary>The authorities that may sign the server's certificate; those of the system when empty.</summary>
    public X509Certificate2Collection CertificateAuthorities { get; init; } = [];

    /// <summary>The name expected in the server's certificate, when it is not that of <see cref="Host"/>.</summary>
    public string? TlsServerName { get; init; }

    /// <summary>Trust any certificate; only because a kubeconfig says so.</summary>
    public bool SkipTlsVerify { get; init; }

    /// <summary>A proxy for all requests.</summary>
    public Uri? Proxy { get; init; }

    /// <summary>The client certificate with its key.</summary>
    public X509Certificate2? ClientCertificate { get; init; }

    /// <summary>The owner of the fields that the client writes; stable across versions, since server-side apply records it.</summary>
    public string FieldManager { get; init; } = "onair";

    /// <summary>The client's name in the server's logs.</summary>
    public string UserAgent { get; init; } = $"onair/{typeof(KubernetesClientConfiguration).Assembly.GetName().Version?.ToString(3)}";

    /// <summary>How long one request may take, watches excepted.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(30);

    internal ICredentialSource? Credentials { get; init; }

    /// <summary>Whether a cluster is named by the environment: <c>KUBECONFIG</c>, a service account or <c>~/.kube/config</c>.</summary>
    public static bool HasClusterAccess =>
        KubeconfigFiles().Any(File.Exists) || IsInCluster || File.Exists(HomeKubeconfig);

    private static bool IsInCluster =>
        Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST") is { Length: > 0 } && File.Exists($"{ServiceAccountFolder}/token");

    private static string HomeKubeconfig => Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".kube/config");

    /// <summary><c>KUBECONFIG</c> when set (its files merged), else the pod's service account, else <c>~/.kube/config</c>.</summary>
    /// <exception cref="KubernetesConfigurationException">None of them exists, or it cannot be read.</exception>
    public static KubernetesClientConfiguration FromEnvironment()
    {
        var files = KubeconfigFiles();
        if (files.Length > 0)
        {
            var present = files.Where(File.Exists).ToArray();
            return present.Length > 0
                ? Kubeconfig.Load(present).Resolve(null)
                : throw new KubernetesConfigurationException($"KUBECONFIG: {string.Join(Path.PathSeparator, files)}: no such file");
        }
        if (IsInCluster) return InCluster();
        return File.Exists(HomeKubeconfig)
            ? FromKubeconfig(HomeKubeconfig)
            : throw new KubernetesConfigurationException($"no cluster: KUBECONFIG is not set, this is not a pod, and {HomeKubeconfig} does not exist");
    }

    /// <summary>The pod's service account; its token file is read again when it rotates.</summary>
    /// <exception cref="KubernetesConfigurationException">Not in a pod.</exception>
    public static KubernetesClientConfiguration InCluster()
    {
        if (!IsInCluster)
            throw new KubernetesConfigurationException($"not in a pod: KUBERNETES_SERVICE_HOST or {ServiceAccountFolder}/token is missing");
        var host = Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_HOST")!;
        var port = Environment.GetEnvironmentVariable("KUBERNETES_SERVICE_PORT") is { Length: > 0 } given ? given : "443";
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile($"{ServiceAccountFolder}/ca.crt");
        return new KubernetesClientConfiguration
        {
            Host = new Uri($"https://{(host.Contains(':', StringComparison.Ordinal) ? $"[{host}]" : host)}:{port}/"),
            Namespace = File.ReadAllText($"{ServiceAccountFolder}/namespace").Trim(),
            CertificateAuthorities = authorities,
            Credentials = new TokenFile($"{ServiceAccountFolder}/token", TimeProvider.System),
        };
    }

    /// <summary>A context of a kubeconfig file; the current one when <paramref name="context"/> is null.</summary>
    /// <exception cref="KubernetesConfigurationException">The file is invalid; the message names field, value and rule.</exception>
    public static KubernetesClientConfiguration FromKubeconfig(string path, string? context = null) => Kubeconfig.Load(path).Resolve(context);

    private static string[] KubeconfigFiles() =>
        (Environment.GetEnvironmentVariable("KUBECONFIG") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
}
