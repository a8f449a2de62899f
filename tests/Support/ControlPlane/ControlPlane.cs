using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using k8s;
using Onair.Kubernetes.Client;

namespace Onair.Tests.Support;

/// <summary>
/// An API server for a class of tests: etcd and kube-apiserver that no other class uses at the same time. Those that are
/// done with are handed to the next class, with what the tests left in them: use a namespace of your own.
/// </summary>
public sealed class ControlPlane : IAsyncLifetime
{
    /// <summary>A static token of an admin, beside the client certificate in <see cref="KubeconfigPath"/>.</summary>
    public const string AdminToken = "admin-token-of-this-test-run";

    private static readonly ConcurrentBag<ControlPlaneServers> Idle = [];
    private ControlPlaneServers _servers = null!;

    /// <summary>A kubeconfig with a client certificate of group system:masters.</summary>
    public string KubeconfigPath => _servers.KubeconfigPath;

    /// <summary>The CA that signed the server's certificate.</summary>
    public string AuthorityPath => _servers.AuthorityPath;

    public int EtcdPort => _servers.EtcdPort;

    public int ApiServerPort => _servers.ApiServerPort;

    public int ApiServerProcessId => _servers.ApiServerProcessId;

    public int EtcdProcessId => _servers.EtcdProcessId;

    /// <summary>Our client of custom resources, with all rights.</summary>
    public KubernetesClient Client => _servers.Client;

    /// <summary>KubernetesClient's client of Kubernetes' own resources, with all rights.</summary>
    public IKubernetes Kubernetes => _servers.Kubernetes;

    public async Task InitializeAsync() => _servers = await TakeIdleAsync() ?? await ControlPlaneServers.StartAsync();

    public Task DisposeAsync()
    {
        if (_servers is not null) Idle.Add(_servers);
        return Task.CompletedTask;
    }

    /// <summary>kill -9 and start again on the same port; returns when it is ready.</summary>
    public async Task RestartApiServerAsync()
    {
        await StopApiServerAsync();
        await StartApiServerAsync();
    }

    public Task StopApiServerAsync() => _servers.StopApiServerAsync();

    public Task StartApiServerAsync() => _servers.StartApiServerAsync();

    /// <summary>A kubeconfig file for the server as seen at another port, e.g. that of a proxy.</summary>
    public string KubeconfigFor(int port) => _servers.KubeconfigFor(port);

    /// <summary>Does something once in the life of the server, e.g. applies what several classes need.</summary>
    public Task OnceAsync(string what, Func<Task> act) => _servers.OnceAsync(what, act);

    /// <summary><c>kubectl apply -f</c>, then waits for the CustomResourceDefinitions among it to be served.</summary>
    public async Task ApplyAsync(string yamlPath)
    {
        await KubectlAsync("apply", "-f", yamlPath);
        await KubectlAsync("wait", "--for=condition=Established", "--timeout=120s", "crd", "--all");
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

    private static async Task<ControlPlaneServers?> TakeIdleAsync()
    {
        while (Idle.TryTake(out var servers))
        {
            if (servers.AreRunning) return servers;
            await servers.DisposeAsync();
        }

        return null;
    }
}
