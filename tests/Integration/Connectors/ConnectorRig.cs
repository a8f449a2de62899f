using k8s;
using k8s.Models;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.Connectors;
using Onair.Kubernetes.Client;
using Onair.Tests.Integration.Operator;

namespace Onair.Tests.Integration.Connectors;

/// <summary>An operator with connectors, on the shared control plane.</summary>
public sealed class ConnectorRig(ControlPlane plane) : OperatorRig(plane)
{
    private const string Template =
        """
        {"metadata": {"labels": {"app.kubernetes.io/component": "connector"}},
         "spec": {"containers": [{"name": "connector", "image": "connector"}], "volumes": [{"name": "plan"}], "automountServiceAccountToken": false}}
        """;

    private readonly string _template = Path.GetTempFileName();

    internal FakeKubelet Kubelet { get; private set; } = null!;

    protected override IReadOnlyDictionary<string, string> OperatorSettings => new Dictionary<string, string>
    {
        ["Onair__Connector__PodTemplate"] = _template,
        ["Onair__Connector__StartPollSeconds"] = "0.2",
        ["Onair__Connector__ReportPollSeconds"] = "0.5",
        ["Onair__Events__AllowedCidrs__0"] = "127.0.0.0/8",
    };

    public override async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(_template, Template);
        await base.InitializeAsync();
        Kubelet = new FakeKubelet(Kubernetes, Name);
        Kubelet.Start();
    }

    public override async Task DisposeAsync()
    {
        await Kubelet.DisposeAsync();
        await base.DisposeAsync();
        File.Delete(_template);
    }

    internal Task<Connector> CreateAsync(string name, Action<ConnectorSpec> with)
    {
        var spec = new ConnectorSpec { State = ConnectorState.Running, Source = new() { ColorBars = new() } };
        with(spec);
        return Client.CreateAsync(OnairResources.Connectors, new Connector { Metadata = new() { Name = name, NamespaceProperty = Name }, Spec = spec });
    }

    internal Task<Connector> PatchAsync(string name, string json) => Client.PatchAsync(OnairResources.Connectors, name, Name, Patch.Merge(json));

    internal async Task<Connector> UntilAsync(string name, Func<Connector, bool> condition, string what)
    {
        Connector? last = null;
        await Eventually.ShouldBeAsync(
            async () => (last = await Client.FindAsync(OnairResources.Connectors, name, Name)) is not null && condition(last),
            () => $"{name} {what}; it is {last?.Recorded.Phase}: {string.Join("; ", last?.Recorded.Conditions.Select(c => $"{c.Type}={c.Status} {c.Reason} {c.Message}") ?? [])}\n{Operator.Tail()}");
        return last!;
    }

    internal Task<Connector> OnAirAsync(string name) =>
        UntilAsync(name, c => c.Is(ConnectorConditions.OnAir) && c.Is(ConditionTypes.Ready) && c.Recorded.ObservedGeneration == c.Metadata.Generation, "on air");

    internal Task<Connector> WaitingAsync(string name, string reason) =>
        UntilAsync(name, c => c.Recorded.Conditions.Any(x => x is { Type: ConditionTypes.Ready, Status: ConditionStatus.False } && x.Reason == reason), $"not ready because of {reason}");

    internal async Task<IList<V1Pod>> PodsAsync(Connector connector) =>
        (await Kubernetes.CoreV1.ListNamespacedPodAsync(Name, labelSelector: $"onair.dev/connector-uid={connector.Uid}")).Items;

    /// <summary>Puts a pod on a node, as the scheduler does.</summary>
    internal async Task BindAsync(string pod, string node)
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(
            file, $$$"""{"apiVersion":"v1","kind":"Binding","metadata":{"name":"{{{pod}}}","namespace":"{{{Name}}}"},"target":{"apiVersion":"v1","kind":"Node","name":"{{{node}}}"}}""");
        await Plane.KubectlAsync("create", "--raw", $"/api/v1/namespaces/{Name}/pods/{pod}/binding", "-f", file);
        File.Delete(file);
    }

    internal async Task GoneAsync(string name)
    {
        await Client.DeleteAsync(OnairResources.Connectors, name, Name);
        await Eventually.ShouldBeAsync(async () => await Client.FindAsync(OnairResources.Connectors, name, Name) is null, () => $"{name} is gone\n{Operator.Tail()}");
    }

    /// <summary>A Secret with the URL of an RTMP service.</summary>
    internal async Task<ConnectorTarget> ServiceAsync(string name)
    {
        await CreateSecretAsync(name, ("url", $"rtmps://ingest.example.com/live/key-of-{name}"));
        return new() { Rtmp = new() { UrlSecretRef = new() { Name = name } } };
    }
}
