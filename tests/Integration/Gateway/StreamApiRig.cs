using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using k8s;
using k8s.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Onair.Api;
using Onair.Gateway;
using Onair.Gateway.Access;
using Onair.Gateway.Routing;
using Onair.Kubernetes.Access;
using Onair.Kubernetes.Client;
using Onair.Tests.Integration.Api;
using Onair.Tests.Integration.Chart;

namespace Onair.Tests.Integration.Gateway;

/// <summary>
/// The gateway with its stream API, with the rights that the chart gives it and no others, on a real API server. Beside the routes that ship it
/// has one that reads a stream and one that deletes it.
/// </summary>
public sealed class StreamApiRig(ControlPlane plane) : IAsyncDisposable
{
    private readonly string _kubeconfig = Path.GetTempFileName();
    private readonly HttpClient _http = new();
    private WebApplication? _app;
    private KubernetesClient? _client;

    /// <summary>The namespace of this rig, and the beginning of the names of others.</summary>
    public string Name { get; } = $"streams-{Guid.NewGuid():N}"[..20];

    public string Other => $"{Name}-b";

    public int Port { get; private set; }

    public ControlPlane Plane => plane;

    private string Own => $"{Name}-gateway";

    /// <summary>Starts the gateway and returns when it is ready.</summary>
    public async Task StartAsync()
    {
        await ServedCrds.EnsureAsync(plane);
        foreach (var ns in (string[])[Name, Other, Own]) await plane.KubectlAsync("create", "namespace", ns);
        await GiveRightsAsync();
        var token = await TokenAsync(Own, "gateway");
        await File.WriteAllTextAsync(_kubeconfig, $$$"""
            {apiVersion: v1, kind: Config, current-context: c, contexts: [{name: c, context: {cluster: c, user: u, namespace: {{{Own}}}}}],
             clusters: [{name: c, cluster: {server: "https://127.0.0.1:{{{plane.ApiServerPort}}}", certificate-authority: "{{{plane.AuthorityPath}}}"}}],
             users: [{name: u, user: {token: "{{{token}}}"}}]}
            """);
        _client = new(ClusterAccess.FromKubeconfig(_kubeconfig));
        var (port, health) = FreePorts.Take(2) is [var first, var second] ? (first, second) : default;
        Port = port;
        _http.BaseAddress = new($"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(_client);
        _app = GatewayApp.Build(builder, new(health, null, new() { Port = port, RequestsPerSecond = 10_000, Burst = 100_000 }), [.. ApiRouteTable.Table, .. Routes]);
        await _app.StartAsync();
        await Eventually.ShouldBeAsync(
            async () => (await _http.GetAsync(new Uri($"http://127.0.0.1:{health.ToString(CultureInfo.InvariantCulture)}/readyz"))).IsSuccessStatusCode, "the gateway is ready");
    }

    /// <summary>A token of a ServiceAccount, which is created when there is none.</summary>
    public async Task<string> TokenAsync(string ns, string account)
    {
        var accounts = await plane.Kubernetes.CoreV1.ListNamespacedServiceAccountAsync(ns);
        if (accounts.Items.All(a => a.Name() != account))
            await plane.Kubernetes.CoreV1.CreateNamespacedServiceAccountAsync(new V1ServiceAccount { Metadata = new() { Name = account } }, ns);
        var request = await plane.Kubernetes.CoreV1.CreateNamespacedServiceAccountTokenAsync(
            new Authenticationv1TokenRequest { Spec = new() { Audiences = ["https://kubernetes.default.svc"], ExpirationSeconds = 3600 } }, account, ns);
        return request.Status.Token;
    }

    /// <summary>Lets an account do something with streams in a namespace.</summary>
    public async Task AllowAsync(string ns, string account, params string[] verbs)
    {
        await plane.KubectlAsync(["create", "role", $"{account}-streams", "--namespace", ns, "--resource", "livestreams.onair.dev", .. verbs.SelectMany(v => new[] { "--verb", v })]);
        await plane.KubectlAsync("create", "rolebinding", $"{account}-streams", "--namespace", ns, "--role", $"{account}-streams", "--serviceaccount", $"{ns}:{account}");
    }

    public Task ForbidAsync(string ns, string account) => plane.KubectlAsync("delete", "rolebinding", $"{account}-streams", "--namespace", ns);

    /// <summary>An API key, by the command and by kubectl.</summary>
    public async Task<string> KeyAsync(string ns, string name, string account, string verbs)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        KeyCommand.Run(["--namespace", ns, "--name", name, "--service-account", account, "--verbs", verbs], output, error).ShouldBe(0);
        (await Kubectl.RunAsync(plane, output.ToString(), "apply", "-f", "-")).ExitCode.ShouldBe(0);
        return error.ToString().Trim();
    }

    public async Task CreateStreamAsync(string ns, string name) => await plane.Client.CreateAsync(OnairResources.LiveStreams, new()
    {
        Metadata = new() { Name = name, NamespaceProperty = ns },
        Spec = new() { ProviderRef = new() { Name = "none" } },
    });

    public Task<HttpResponseMessage> SendAsync(string method, string path, string? token, string header = "Authorization")
    {
        var request = new HttpRequestMessage(new(method), new Uri(path, UriKind.Relative));
        if (token is not null) request.Headers.TryAddWithoutValidation(header, header == "Authorization" ? $"Bearer {token}" : token);
        return _http.SendAsync(request);
    }

    public async Task<int> StatusAsync(string method, string path, string? token, string header = "Authorization")
    {
        using var answer = await SendAsync(method, path, token, header);
        var text = await answer.Content.ReadAsStringAsync();
        if ((int)answer.StatusCode >= 400) answer.Content.Headers.ContentType.ShouldBe(new MediaTypeHeaderValue("application/problem+json"), text);
        return (int)answer.StatusCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        _client?.Dispose();
        _http.Dispose();
        File.Delete(_kubeconfig);
        await plane.KubectlAsync("delete", "clusterrole,clusterrolebinding", Own, "--ignore-not-found");
        await plane.KubectlAsync("delete", "namespace", Name, Other, Own, "--wait=false");
    }

    // The chart's role, bound to an account of this rig.
    private async Task GiveRightsAsync()
    {
        var role = (await ChartRenderer.RenderAsync("--set", "gateway.enabled=true,gateway.keyServer.enabled=false,gateway.streamApi.enabled=true")).Single("ClusterRole", "onair-gateway");
        role["metadata"]!["name"] = Own;
        (await Kubectl.RunAsync(plane, role.ToJsonString(), "apply", "-f", "-")).ExitCode.ShouldBe(0);
        await plane.KubectlAsync("create", "clusterrolebinding", Own, "--clusterrole", Own, "--serviceaccount", $"{Own}:gateway");
    }

    private static IReadOnlyList<ApiRoute> Routes { get; } =
    [
        new ApiRoute<Nothing, JsonObject>
        {
            Method = "GET", Path = "/peek/{id}", Id = "peek", Summary = "Reads a stream.", Needs = [Permission.To("get", OnairResources.LiveStreams)],
            Target = call => call.Parameter("id"),
            Answer = RigJsonContext.Default.JsonObject,
            Handler = async (call, _, cancellationToken) =>
            {
                var stream = await call.Services.GetRequiredService<KubernetesClient>().GetAsync(OnairResources.LiveStreams, call.Target!, call.Namespace, cancellationToken);
                return Reply.Of(new JsonObject { ["name"] = stream.Metadata.Name, ["namespace"] = stream.Metadata.NamespaceProperty });
            },
        },
        new ApiRoute<Nothing, Nothing>
        {
            Method = "DELETE", Path = "/peek/{id}", Id = "drop", Summary = "Deletes a stream.", Needs = [Permission.To("delete", OnairResources.LiveStreams)], Status = 204,
            Target = call => call.Parameter("id"),
            Handler = async (call, _, cancellationToken) =>
            {
                await call.Services.GetRequiredService<KubernetesClient>().DeleteAsync(OnairResources.LiveStreams, call.Target!, call.Namespace, cancellationToken: cancellationToken);
                return Reply.Empty;
            },
        },
    ];
}

/// <summary>JSON of the rig's routes.</summary>
[JsonSerializable(typeof(JsonObject))]
internal sealed partial class RigJsonContext : JsonSerializerContext;
