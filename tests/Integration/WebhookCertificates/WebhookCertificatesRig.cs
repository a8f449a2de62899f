using System.Text;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;
using Onair.Operator.WebhookCertificates;
using Onair.Tests.Integration.Api;
using Onair.Tests.Integration.Chart;

namespace Onair.Tests.Integration.WebhookCertificates;

/// <summary>
/// A namespace with an operator for its webhook, which has the chart's rights and no others, and the chart's two
/// configurations, on the shared control plane.
/// </summary>
internal sealed class WebhookCertificatesRig : IAsyncDisposable
{
    private readonly ControlPlane _plane;
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onair-webhook-certificates-");

    private WebhookCertificatesRig(ControlPlane plane)
    {
        _plane = plane;
        Operator = new OperatorProcess(File("kubeconfig"), Namespace)
        {
            Settings =
            {
                ["Onair__Webhook__ServiceName"] = Name,
                ["Onair__Webhook__Namespace"] = Namespace,
                ["Onair__Webhook__CheckSeconds"] = "0.1",
                ["Onair__Webhook__SettleSeconds"] = "2",
                ["Onair__Webhook__SpreadSeconds"] = "3",
            },
        };
    }

    public string Namespace { get; } = $"hook-{Guid.NewGuid():N}"[..16];

    /// <summary>Name of the Service, which is not there, and of the configurations.</summary>
    public string Name => $"{Namespace}-webhook";

    public IReadOnlyList<string> Hosts => [$"{Name}.{Namespace}.svc", $"{Name}.{Namespace}.svc.cluster.local", $"{Name}.{Namespace}"];

    public OperatorProcess Operator { get; }

    public KubernetesClient Client => _plane.Client;

    public IKubernetes Kubernetes => _plane.Kubernetes;

    public static async Task<WebhookCertificatesRig> CreateAsync(ControlPlane plane)
    {
        await ServedCrds.EnsureAsync(plane);
        var rig = new WebhookCertificatesRig(plane);
        await plane.KubectlAsync("create", "namespace", rig.Namespace);
        var objects = await ChartRenderer.RenderAsync(
            "--namespace", rig.Namespace, "--set", $"fullnameOverride={rig.Namespace}", "--kube-version", "v1.20.2");
        await rig.WriteAsync("configurations", objects.Where(o => o.Kind().EndsWith("WebhookConfiguration", StringComparison.Ordinal)));
        await rig.WriteAsync("rights", objects.Where(o => o.Kind().Contains("Role", StringComparison.Ordinal) || o.Kind() == "ServiceAccount"));
        await plane.KubectlAsync("apply", "-f", rig.File("rights"));
        await rig.LogInAsync();
        return rig;
    }

    /// <summary>Applies the configurations as the chart's installer does.</summary>
    public Task ApplyConfigurationsAsync() =>
        _plane.KubectlAsync("apply", "--server-side", "--force-conflicts", "--field-manager=helm", "-f", File("configurations"));

    /// <summary>What such an apply would change; an exception when it would.</summary>
    public Task<string> DiffConfigurationsAsync() =>
        _plane.KubectlAsync("diff", "--server-side", "--force-conflicts", "--field-manager=helm", "-f", File("configurations"));

    public Task<V1Secret?> AuthorityAsync() => Kubernetes.CoreV1.ReadNamespacedSecretAsync($"{Name}-ca", Namespace).OrNullAsync();

    public Task<V1Secret?> ServingAsync() => Kubernetes.CoreV1.ReadNamespacedSecretAsync($"{Name}-tls", Namespace).OrNullAsync();

    public async Task<Certificate> LeafAsync() => Certificate.AllIn((await ServingAsync())!.Data!["tls.crt"])[0];

    public async Task<IReadOnlyList<CallingConfiguration>> ConfigurationsAsync()
    {
        var found = new List<CallingConfiguration>();
        foreach (var type in new[] { BuiltInResources.MutatingWebhookConfigurations, BuiltInResources.ValidatingWebhookConfigurations })
            found.Add(CallingConfiguration.Of(type, await Client.GetAsync(type, Name, null), new(Namespace, Name)));
        return found;
    }

    /// <summary>The paths that API servers call.</summary>
    public async Task<IReadOnlyList<string?>> PathsAsync() => [.. (await ConfigurationsAsync()).SelectMany(c => c.Paths.OrderBy(p => p.Key).Select(p => p.Value))];

    public Task CreateSecretAsync(string suffix, params (string Key, string Value)[] data) => Kubernetes.CoreV1.CreateNamespacedSecretAsync(
        new V1Secret { Metadata = new() { Name = $"{Name}-{suffix}" }, Data = data.ToDictionary(d => d.Key, d => Encoding.ASCII.GetBytes(d.Value)) }, Namespace);

    /// <summary>Waits for a serving certificate for which every webhook's bundle vouches.</summary>
    public Task TrustedAsync() => Eventually.ShouldBeAsync(
        async () => await ServingAsync() is not null && await MistrustAsync() is null, () => $"every bundle knows the leaf:\n{Operator.Tail()}");

    /// <summary>Who would not take the leaf: asked of the bundles as they were before it was read and as they were after.</summary>
    public async Task<string?> MistrustAsync()
    {
        var before = await ConfigurationsAsync();
        var leaf = await LeafAsync();
        var now = TimeProvider.System.GetUtcNow();
        foreach (var configuration in before.Concat(await ConfigurationsAsync()))
        {
            if (configuration.Entries.Count == 0) return $"{configuration} calls nobody";
            if (!configuration.Bundles.All(b => Certificate.AllIn(b).Any(c => c.VouchesFor(leaf, now)))) return $"{configuration} at {now:O}: {leaf}";
        }
        return null;
    }

    public Task<string> EventsAsync() => _plane.KubectlAsync(
        "-n", Namespace, "get", "events", "-o", """jsonpath={range .items[*]}{.type} {.involvedObject.name} {.reason}{"\n"}{end}""");

    /// <summary>Starts the killed operator again.</summary>
    public async Task RestartAsync()
    {
        await Kubernetes.FreeLeaseAsync(Namespace);
        await Operator.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Operator.DisposeAsync();
        await _plane.KubectlAsync("delete", "--ignore-not-found", "-f", File("configurations"), "-f", File("rights"));
        _folder.Delete(recursive: true);
    }

    private string File(string name) => Path.Combine(_folder.FullName, name);

    private Task WriteAsync(string name, IEnumerable<JsonNode> objects)
    {
        var list = new JsonObject { ["apiVersion"] = "v1", ["kind"] = "List", ["items"] = new JsonArray([.. objects]) };
        return System.IO.File.WriteAllTextAsync(File(name), list.ToJsonString());
    }

    /// <summary>A kubeconfig with a token of the operator's service account.</summary>
    private async Task LogInAsync()
    {
        await System.IO.File.WriteAllTextAsync(File("request"), """{"apiVersion":"authentication.k8s.io/v1","kind":"TokenRequest","spec":{"expirationSeconds":3600}}""");
        var answer = await _plane.KubectlAsync("create", "--raw", $"/api/v1/namespaces/{Namespace}/serviceaccounts/{Namespace}/token", "-f", File("request"));
        await System.IO.File.WriteAllTextAsync(File("kubeconfig"), $"""
            apiVersion: v1
            kind: Config
            current-context: operator
            clusters:
            - name: test
              cluster:
                server: https://127.0.0.1:{_plane.ApiServerPort}
                certificate-authority: {_plane.AuthorityPath}
            contexts:
            - name: operator
              context: {"{"}cluster: test, user: operator, namespace: {Namespace}{"}"}
            users:
            - name: operator
              user:
                token: {JsonNode.Parse(answer)!["status"]!["token"]}
            """);
    }
}
