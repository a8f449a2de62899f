using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Onair.Tests.E2E.Tools;

namespace Onair.Tests.E2E.Events;

/// <summary>An EventSink beside the operator to the emulator's receiver, under a path of its own: whose events are whose is seen by that.</summary>
internal sealed class TestSink : IAsyncDisposable
{
    private const string Namespace = "onair-system";

    private readonly Kubectl _kubectl;
    private readonly HttpClient _http;

    private TestSink(Environment environment, string name) => (_kubectl, _http, Name) = (environment.Kubectl, new() { BaseAddress = environment.Emulator }, name);

    public string Name { get; }

    /// <summary>For the events of all LiveStreams, with the token and the secret that the receiver checks.</summary>
    public static async Task<TestSink> ApplyAsync(Environment environment)
    {
        var sink = new TestSink(environment, $"e2e-{Guid.NewGuid():N}"[..12]);
        await environment.Kubectl.ApplyAsync(Manifest(sink.Name, Namespace, new()
        {
            ["url"] = $"http://onair-emulator.{Namespace}.svc:8080/sink/{sink.Name}",
            ["tokenSecretRef"] = new JsonObject { ["name"] = "emulator-sink" },
            ["signingSecretRef"] = new JsonObject { ["name"] = "emulator-sink" },
            ["events"] = new JsonArray("dev.onair.livestream.*"),
            ["allNamespaces"] = true,
        }));
        return sink;
    }

    public static JsonObject Manifest(string name, string ns, JsonObject spec) => new()
    {
        ["apiVersion"] = "onair.dev/v1alpha1",
        ["kind"] = "EventSink",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns },
        ["spec"] = spec,
    };

    /// <summary>What the receiver got for this sink, in order.</summary>
    public async Task<IReadOnlyList<JsonNode>> RequestsAsync() =>
        [.. JsonNode.Parse(await _http.GetStringAsync(new Uri("/admin/sink", UriKind.Relative)))!.AsArray().Select(r => r!).Where(r => (string?)r["path"] == $"/sink/{Name}")];

    /// <summary>The events of a stream that the receiver took, each once, in the order of its first coming.</summary>
    public async Task<IReadOnlyList<(string Type, long Sequence)>> TakenAsync(string stream) =>
    [
        .. (await RequestsAsync())
            .Where(r => (int)r["status"]! == 200 && Header(r, "ce-source").EndsWith($"/livestreams/{stream}", StringComparison.Ordinal))
            .DistinctBy(r => Header(r, "ce-id"))
            .Select(r => (Header(r, "ce-type").Split('.')[^1], long.Parse(Header(r, "ce-sequence"), CultureInfo.InvariantCulture))),
    ];

    /// <summary>Has the receiver answer so from now on; null: as it should.</summary>
    public async Task AnswerAsync(int? status)
    {
        var uri = new Uri("/admin/sink/answer", UriKind.Relative);
        using var answer = status is { } code ? await _http.PutAsJsonAsync(uri, new JsonObject { ["status"] = code }) : await _http.DeleteAsync(uri);
        answer.EnsureSuccessStatusCode();
    }

    public Task<JsonNode> GetAsync() => _kubectl.GetAsync("eventsink", Name, "--namespace", Namespace);

    public async ValueTask DisposeAsync()
    {
        await AnswerAsync(null);
        await File.WriteAllTextAsync(Artifacts.Path($"sink-{Name}.txt"), await _kubectl.TryAsync("get", "eventsink", Name, "--namespace", Namespace, "--output=yaml"));
        await _kubectl.TryAsync("delete", "eventsink", Name, "--namespace", Namespace, "--ignore-not-found");
        _http.Dispose();
    }

    private static string Header(JsonNode request, string name) => (string?)request["headers"]![name] ?? "";
}
