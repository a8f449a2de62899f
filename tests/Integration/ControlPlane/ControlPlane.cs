using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Onair.Kubernetes;

namespace Onair.Tests.Integration;

/// <summary>etcd and kube-apiserver of one test run, on free ports; real, but without nodes. They die with the test process.</summary>
public sealed class ControlPlane : IAsyncLifetime
{
    /// <summary>A static token of an admin, beside the client certificate in <see cref="KubeconfigPath"/>.</summary>
    public const string AdminToken = "admin-token-of-this-test-run";

    private readonly string _folder = ControlPlaneFolder.Create();
    private ControlPlaneCertificates _certificates = null!;
    private ChildProcess? _etcd;
    private ChildProcess? _apiServer;

    /// <summary>A kubeconfig with a client certificate of group system:masters.</summary>
    public string KubeconfigPath => Path.Combine(_folder, "kubeconfig");

    /// <summary>The CA that signed the server's certificate.</summary>
    public string AuthorityPath => _certificates.AuthorityPath;

    public int EtcdPort { get; private set; }

    public int ApiServerPort { get; private set; }

    public int ApiServerProcessId => _apiServer!.Id;

    public int EtcdProcessId => _etcd!.Id;

    /// <summary>A client with all rights.</summary>
    public KubernetesClient Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        _certificates = new ControlPlaneCertificates(_folder);
        _certificates.Issue("admin", "O=system:masters, CN=admin", server: false);
        (EtcdPort, var peerPort, ApiServerPort) = (FreePort(), FreePort(), FreePort());
        await File.WriteAllTextAsync(Path.Combine(_folder, "tokens.csv"), $"{AdminToken},token-admin,1,system:masters\n");
        await File.WriteAllTextAsync(KubeconfigPath, Kubeconfig(ApiServerPort));
        _etcd = await ChildProcess.StartAsync(
            ControlPlaneBinaries.Etcd,
            [
                "--data-dir", Path.Combine(_folder, "etcd"),
                "--listen-client-urls", $"http://127.0.0.1:{EtcdPort}", "--advertise-client-urls", $"http://127.0.0.1:{EtcdPort}",
                "--listen-peer-urls", $"http://127.0.0.1:{peerPort}", "--initial-advertise-peer-urls", $"http://127.0.0.1:{peerPort}",
                "--initial-cluster", $"default=http://127.0.0.1:{peerPort}", "--unsafe-no-fsync",
            ],
            Path.Combine(_folder, "etcd.log"));
        await StartApiServerAsync();
        Client = new KubernetesClient(KubernetesClientConfiguration.FromKubeconfig(KubeconfigPath));
    }

    /// <summary>kill -9 and start again on the same port; returns when it is ready.</summary>
    public async Task RestartApiServerAsync()
    {
        await StopApiServerAsync();
        await StartApiServerAsync();
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

    /// <summary><c>kubectl apply -f</c>, then waits for the CustomResourceDefinitions among it to be served.</summary>
    public async Task ApplyAsync(string yamlPath)
    {
        await KubectlAsync("apply", "-f", yamlPath);
        await KubectlAsync("wait", "--for=condition=Established", "--timeout=30s", "crd", "--all");
    }

    /// <summary>Runs kubectl as admin; its output, or an exception with what it complained about.</summary>
    public async Task<string> KubectlAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("kubectl", ["--kubeconfig", KubeconfigPath, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"kubectl {string.Join(' ', arguments)}: exit {process.ExitCode}: {await errors}");
    }

    /// <summary>Makes etcd forget all versions but the present one, so that older continue tokens and watches are Gone.</summary>
    public async Task CompactAsync()
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{EtcdPort}") };
        using var status = await http.PostAsync(new Uri("/v3/maintenance/status", UriKind.Relative), new StringContent("{}"));
        using var answer = JsonDocument.Parse(await status.Content.ReadAsStringAsync());
        var revision = answer.RootElement.GetProperty("header").GetProperty("revision").GetString();
        using var compaction = await http.PostAsync(new Uri("/v3/kv/compaction", UriKind.Relative), new StringContent($$"""{"revision":"{{revision}}","physical":true}"""));
        compaction.EnsureSuccessStatusCode();
    }

    /// <summary>A kubeconfig file for the server as seen at another port, e.g. that of a proxy.</summary>
    public string KubeconfigFor(int port)
    {
        var path = Path.Combine(_folder, $"kubeconfig-{port}");
        File.WriteAllText(path, Kubeconfig(port));
        return path;
    }

    public async Task DisposeAsync()
    {
        Client?.Dispose();
        if (_apiServer is not null) await _apiServer.DisposeAsync();
        if (_etcd is not null) await _etcd.DisposeAsync();
        ControlPlaneFolder.TryDelete(_folder);
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
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
        http.DefaultRequestHeaders.Authorization = new("Bearer", AdminToken);
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
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
