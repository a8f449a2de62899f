using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Onair.Api;
using Onair.Api.LiveStreams;
using Onair.Api.MediaProviders;
using Onair.Kubernetes.Client;
using Onair.Tests.Integration.Api;

namespace Onair.Tests.Integration.Webhook;

/// <summary>
/// A webhook on the shared control plane, asked about one namespace and about MediaProviders with the rig's label, so that
/// other tests are not concerned.
/// </summary>
public partial class WebhookRig(ControlPlane plane) : IAsyncLifetime
{
    /// <summary>The label, of the namespace and of providers, that puts them before the webhook; its value is <see cref="Name"/>.</summary>
    public const string Label = "onair.dev/webhook-rig";

    /// <summary>The operator's user.</summary>
    public const string OperatorUser = "system:serviceaccount:onair-system:onair";

    private readonly List<string> _providers = [];
    private WebhookRegistration _registration = null!;

    /// <summary>Name of the namespace, and prefix of all that has no namespace.</summary>
    public string Name { get; } = $"webhook-{Guid.NewGuid():N}"[..20];

    /// <summary>The full name of the provider that <see cref="CreateProviderAsync"/> made.</summary>
    public string ProviderName(string name) => $"{Name}-{name}";

    internal ControlPlane Plane => plane;

    internal KubernetesClient Client => plane.Client;

    internal WebhookProcess Webhook { get; private set; } = null!;

    /// <summary>Whether the API server asks about writes of the status as well.</summary>
    protected virtual bool WallsStatus => false;

    /// <summary>Starts the webhook and returns when the API server asks it; failurePolicy is Fail.</summary>
    public virtual async Task InitializeAsync()
    {
        await ServedCrds.EnsureAsync(plane);
        Webhook = new WebhookProcess(plane.KubeconfigPath);
        Webhook.IssueToken();
        Webhook.Settings["Webhook__OperatorUsers__0"] = OperatorUser;
        _registration = new(plane, Webhook, Name, Label, WallsStatus);
        await plane.KubectlAsync("create", "namespace", Name);
        await plane.KubectlAsync("label", "namespace", Name, $"{Label}={Name}");
        await Webhook.StartAsync();
        await RegisterAsync();
    }

    /// <summary>Has the API server ask the webhook, and returns when it does.</summary>
    internal async Task RegisterAsync(string failurePolicy = "Fail")
    {
        await _registration.ApplyAsync(failurePolicy);
        // The API server hears of each configuration some time later. What validation refuses, the mutation has allowed.
        var probe = Manifest("probe", $"{{providerRef: {{name: {Name}}}, archive: {{path: 's3://bucket/probe'}}}}");
        await Eventually.ShouldBeAsync(
            async () =>
            {
                var allowed = await AllowedAsync();
                var result = await KubectlAsync(probe, "apply", "--dry-run=server", "-f", "-");
                return result.Errors.Contains("must contain {unix}", StringComparison.Ordinal) && await AllowedAsync() > allowed;
            },
            () => $"the API server asks the webhook; it said:\n{Webhook.Tail()}", seconds: 180);
    }

    /// <summary>kubectl in the rig's namespace.</summary>
    internal Task<Kubectl> KubectlAsync(string input, params string[] arguments) => Kubectl.RunAsync(plane, input, ["--namespace", Name, .. arguments]);

    /// <summary>Applies a manifest, which must be accepted.</summary>
    internal async Task<Kubectl> ApplyAsync(string manifest, params string[] options)
    {
        var result = await KubectlAsync(manifest, ["apply", "-f", "-", .. options]);
        result.ExitCode.ShouldBe(0, result.Errors);
        return result;
    }

    /// <summary>A LiveStream's manifest; <paramref name="spec"/> in YAML's flow style, e.g. <c>{state: Running}</c>.</summary>
    internal string Manifest(string name, string spec) => $$"""
        apiVersion: onair.dev/v1alpha1
        kind: LiveStream
        metadata: {name: {{name}}, namespace: {{Name}}}
        spec: {{spec}}
        """;

    /// <summary>The stored LiveStream.</summary>
    internal Task<LiveStream> StoredAsync(string name) => Client.GetAsync(OnairResources.LiveStreams, name, Name);

    /// <summary>Writes into a LiveStream's status as the operator does; JSON.</summary>
    internal Task RecordAsync(string name, string status) =>
        StatusPatch.ApplyAsync(plane, $"namespaces/{Name}/livestreams/{name}", $$"""{"status":{{status}}}""");

    /// <summary>A provider with the rig's label, named <see cref="ProviderName"/>.</summary>
    internal async Task<MediaProvider> CreateProviderAsync(string name, Action<MediaProvider>? with = null)
    {
        var provider = new MediaProvider
        {
            Metadata = new() { Name = ProviderName(name), Labels = new Dictionary<string, string> { [Label] = Name } },
            Spec = new()
            {
                Aws = new()
                {
                    Region = "us-east-1",
                    MediaLiveRoleArn = "arn:aws:iam::000000000000:role/MediaLiveAccessRole",
                    ArchiveBucket = "archive",
                    DistributionId = "E1",
                },
            },
        };
        with?.Invoke(provider);
        _providers.Add(ProviderName(name));
        return await Client.CreateAsync(OnairResources.MediaProviders, provider);
    }

    /// <summary>A JSON merge patch of a provider.</summary>
    internal Task PatchProviderAsync(string name, string json) =>
        Client.PatchAsync(OnairResources.MediaProviders, ProviderName(name), null, Patch.Merge(JsonNode.Parse(json)!.ToJsonString()));

    public virtual async Task DisposeAsync()
    {
        await _registration.RemoveAsync();
        foreach (var provider in _providers) await plane.KubectlAsync("delete", "mediaprovider", provider, "--ignore-not-found", "--wait=false");
        await plane.KubectlAsync("delete", string.Join(',', OnairResources.Kinds.Where(kind => kind.Scope != KindScope.Cluster).Select(kind => kind.Plural)), "--all", "--namespace", Name, "--wait=false");
        await Webhook.DisposeAsync();
    }

    private async Task<long> AllowedAsync() =>
        Allowed().Match(await Webhook.MetricsAsync()) is { Success: true } line ? long.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex("""onair_admission_requests_total\{decision="allowed",kind="LiveStream",operation="CREATE"\} ([0-9]+)""")]
    private static partial Regex Allowed();
}
