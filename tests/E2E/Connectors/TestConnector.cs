using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Onair.Api.Connectors;
using Onair.Connectors;
using Onair.Tests.E2E.Tools;

namespace Onair.Tests.E2E.Connectors;

/// <summary>A Connector in a namespace, as a user deals with it.</summary>
internal sealed class TestConnector(Kubectl kubectl, string ns, string name) : IAsyncDisposable
{
    /// <summary>The emulator's meeting as the pods reach it.</summary>
    public const string Meeting = "http://onair-emulator.onair-system.svc.cluster.local:8080/meeting";

    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(2);

    public string Name => name;

    /// <summary>Declares it, to run.</summary>
    public static async Task<TestConnector> ApplyAsync(Kubectl kubectl, string ns, string name, JsonObject spec)
    {
        spec["state"] = nameof(ConnectorState.Running);
        await kubectl.ApplyAsync(new()
        {
            ["apiVersion"] = "onair.dev/v1alpha1",
            ["kind"] = "Connector",
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns },
            ["spec"] = spec,
        });
        return new(kubectl, ns, name);
    }

    /// <summary>A small picture with little to compute, three of which this machine takes at once.</summary>
    public static JsonObject Spec(JsonObject source, JsonObject target) => new()
    {
        ["source"] = source,
        ["target"] = target,
        ["video"] = new JsonObject { ["width"] = 640, ["height"] = 360, ["frameRate"] = 25, ["bitrate"] = 1_200_000 },
        ["resources"] = new JsonObject { ["cpu"] = "100m", ["memory"] = "256Mi" },
    };

    public async Task<ConnectorStatus> StatusAsync() => (await kubectl.GetAsync("connector", name, "--namespace", ns))["status"].As<ConnectorStatus>();

    /// <summary>What its pod says of itself.</summary>
    public async Task<ConnectorReport> ReportAsync() => JsonSerializer.Deserialize(await AskAsync("status"), ConnectorJson.Default.ConnectorReport)!;

    /// <summary>What its pod answers at port 8080.</summary>
    public async Task<string> AskAsync(string path) => await kubectl.RunAsync("get", "--raw", $"/api/v1/namespaces/{ns}/pods/{await PodAsync()}:8080/proxy/{path}");

    /// <summary>Waits until the target receives the push; how long that took from now.</summary>
    public async Task<TimeSpan> OnAirAsync()
    {
        var watch = Stopwatch.StartNew();
        try
        {
            await Eventually.GetAsync(
                $"{name} is on air", StatusAsync, s => s.Conditions.Any(c => c is { Type: ConnectorConditions.OnAir, Status: Onair.Api.Common.ConditionStatus.True }), Soon);
        }
        catch (TimeoutException e)
        {
            throw new TimeoutException($"{e.Message}\n{await StoryAsync()}", e);
        }

        return watch.Elapsed;
    }

    /// <summary>The name of its pod.</summary>
    public async Task<string> PodAsync() => (string)(await PodObjectAsync())["metadata"]!["name"]!;

    public async Task<string> PodUidAsync() => (string)(await PodObjectAsync())["metadata"]!["uid"]!;

    public async Task<string> StoryAsync() => string.Join(
        "\n",
        await kubectl.TryAsync("get", "connectors,pods", "--namespace", ns, "--output=yaml"),
        await kubectl.TryAsync("get", "events", "--namespace", ns),
        await kubectl.TryAsync("logs", "--namespace", ns, "--selector", "app.kubernetes.io/component=connector", "--tail=100"));

    public async ValueTask DisposeAsync()
    {
        await File.WriteAllTextAsync(Artifacts.Path($"{ns}-{name}.txt"), await StoryAsync());
        await kubectl.TryAsync("delete", "connector", name, "--namespace", ns, "--timeout=60s");
    }

    private async Task<JsonNode> PodObjectAsync() =>
        (await kubectl.GetAsync("pods", "--namespace", ns, "--selector", "app.kubernetes.io/component=connector"))["items"]!.AsArray()
            .Single(p => ((string)p!["metadata"]!["name"]!).StartsWith(name, StringComparison.Ordinal) && p["metadata"]!["deletionTimestamp"] is null)!;
}
