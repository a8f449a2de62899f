using System.Security.Cryptography.X509Certificates;
using k8s;
using Onair.Kubernetes.Access;
using Onair.Kubernetes.Client;

namespace Onair.Tests.Support;

/// <summary>etcd and kube-apiserver on free ports; real, but without nodes. They die with the test process.</summary>
internal sealed class ControlPlaneServers : IAsyncDisposable
{
    private readonly string _folder = ControlPlaneFolder.Create();
    private readonly HashSet<string> _done = [];
    private readonly ControlPlaneCertificates _certificates;
    private readonly int _peerPort;
    private ChildProcess? _etcd;
    private ChildProcess? _apiServer;

    private ControlPlaneServers()
    {
        _certificates = new ControlPlaneCertificates(_folder);
        _certificates.Issue("admin", "O=system:masters, CN=admin", server: false);
        (EtcdPort, _peerPort, ApiServerPort) = FreePorts.Take(3) is [var etcd, var peer, var server] ? (etcd, peer, server) : default;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => ControlPlaneFolder.TryDelete(_folder);
    }

    public string KubeconfigPath => Path.Combine(_folder, "kubeconfig");

    public string AuthorityPath => _certificates.AuthorityPath;

    public int EtcdPort { get; }

    public int ApiServerPort { get; }

    public int ApiServerProcessId => _apiServer!.Id;

    public int EtcdProcessId => _etcd!.Id;

    public bool AreRunning => _etcd is { HasExited: false } && _apiServer is { HasExited: false };

    public KubernetesClient Client { get; private set; } = null!;

    public IKubernetes Kubernetes { get; private set; } = null!;

    public static async Task<ControlPlaneServers> StartAsync()
    {
        var servers = new ControlPlaneServers();
        try
        {
            await servers.StartBothAsync();
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    /// <summary>Does something once in the life of these servers, e.g. applies what all tests need.</summary>
    public async Task OnceAsync(string what, Func<Task> act)
    {
        if (_done.Contains(what)) return;
        await act();
        _done.Add(what);
    }

    public async Task StopApiServerAsync()
    {
        await _apiServer!.DisposeAsync();
        _apiServer = null;
    }

    public async Task StartApiServerAsync()
    {
        _apiServer = await ChildProcess.StartAsync(
            ControlPlaneBinaries.ApiServer,
            [
                $"--etcd-servers=http://127.0.0.1:{EtcdPort}", "--bind-address=127.0.0.1", $"--secure-port={ApiServerPort}", "--insecure-port=0",
                $"--tls-cert-file={_certificates.CertificatePath("apiserver")}", $"--tls-private-key-file={_certificates.KeyPath("apiserver")}",
                $"--client-ca-file={_certificates.AuthorityPath}", $"--token-auth-file={Path.Combine(_folder, "tokens.csv")}",
                "--service-account-issuer=https://kubernetes.default.svc", $"--service-account-key-file={_certificates.AccountKeyPath}",
                $"--service-account-signing-key-file={_certificates.AccountKeyPath}", "--authorization-mode=RBAC",
                "--service-cluster-ip-range=10.96.0.0/16", "--disable-admission-plugins=ServiceAccount", "--allow-privileged=true",
                $"--cert-dir={_folder}",
            ],
            Path.Combine(_folder, "kube-apiserver.log"));
        await WaitUntilReadyAsync();
    }

    /// <summary>A kubeconfig file for the server as seen at another port, e.g. that of a proxy.</summary>
    public string KubeconfigFor(int port)
    {
        var path = Path.Combine(_folder, $"kubeconfig-{port}");
        File.WriteAllText(path, Kubeconfig(port));
        return path;
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        Kubernetes?.Dispose();
        if (_apiServer is not null) await _apiServer.DisposeAsync();
        if (_etcd is not null) await _etcd.DisposeAsync();
        ControlPlaneFolder.TryDelete(_folder);
    }

    private async Task StartBothAsync()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder, "tokens.csv"), $"{ControlPlane.AdminToken},token-admin,1,system:masters\n");
        await File.WriteAllTextAsync(KubeconfigPath, Kubeconfig(ApiServerPort));
        _etcd = await ChildProcess.StartAsync(
            ControlPlaneBinaries.Etcd,
            [
                "--data-dir", Path.Combine(_folder, "etcd"),
                "--listen-client-urls", $"http://127.0.0.1:{EtcdPort}", "--advertise-client-urls", $"http://127.0.0.1:{EtcdPort}",
                "--listen-peer-urls", $"http://127.0.0.1:{_peerPort}", "--initial-advertise-peer-urls", $"http://127.0.0.1:{_peerPort}",
                "--initial-cluster", $"default=http://127.0.0.1:{_peerPort}", "--unsafe-no-fsync",
            ],
            Path.Combine(_folder, "etcd.log"));
        await StartApiServerAsync();
        Client = new KubernetesClient(ClusterAccess.FromKubeconfig(KubeconfigPath));
        Kubernetes = new k8s.Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(KubeconfigPath));
    }

    private async Task WaitUntilReadyAsync()
    {
        using var handler = new SocketsHttpHandler();
        using var authority = X509CertificateLoader.LoadCertificateFromFile(AuthorityPath);
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { authority },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        using var http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(5) };
        http.DefaultRequestHeaders.Authorization = new("Bearer", ControlPlane.AdminToken);
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (true)
        {
            try
            {
                if (_apiServer!.HasExited) throw new InvalidOperationException($"kube-apiserver has ended: {_apiServer.Tail()}\netcd: {_etcd!.Tail()}");
                using var answer = await http.GetAsync(new Uri($"https://127.0.0.1:{ApiServerPort}/readyz"), limit.Token);
                if (answer.IsSuccessStatusCode) return;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException && !limit.IsCancellationRequested)
            {
                // Not listening yet.
            }
            await Task.Delay(50, limit.Token);
        }
    }

    private string Kubeconfig(int port) => $"""
        apiVersion: v1
        kind: Config
        current-context: test
        clusters:
        - name: test
          cluster:
            server: https://127.0.0.1:{port}
            certificate-authority: {_certificates.AuthorityPath}
        contexts:
        - name: test
          context: {"{"}cluster: test, user: admin, namespace: default{"}"}
        users:
        - name: admin
          user:
            client-certificate: {_certificates.CertificatePath("admin")}
            client-key: {_certificates.KeyPath("admin")}
        """;
}
