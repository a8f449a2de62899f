using System.Text;
using System.Text.Json.Nodes;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Tests.E2E.Tools;

namespace Onair.Tests.E2E.Cluster;

/// <summary>A LiveStream in a namespace of its own, which goes with the test, however the test ends.</summary>
internal sealed class TestStream : IAsyncDisposable
{
    private readonly Kubectl _kubectl;
    private readonly string _namespace;

    private TestStream(Kubectl kubectl, string ns) => (_kubectl, _namespace) = (kubectl, ns);

    /// <summary>The stream's name; unique, so that nothing of another run is taken for it.</summary>
    public string Name => _namespace;

    public static async Task<TestStream> ApplyAsync(Kubectl kubectl, JsonObject spec, JsonObject? annotations = null)
    {
        var name = $"e2e-{Guid.NewGuid():N}"[..12];
        var stream = new TestStream(kubectl, name);
        try
        {
            await kubectl.RunAsync("create", "namespace", name);
            await kubectl.ApplyAsync(Manifest(name, spec, annotations));
            return stream;
        }
        catch
        {
            await stream.DisposeAsync();
            throw;
        }
    }

    /// <summary>A LiveStream in the namespace of its own name.</summary>
    public static JsonObject Manifest(string name, JsonObject spec, JsonObject? annotations = null) => new()
    {
        ["apiVersion"] = "onair.dev/v1alpha1",
        ["kind"] = "LiveStream",
        ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = name, ["annotations"] = annotations },
        ["spec"] = spec,
    };

    public async Task<string> UidAsync() => (string)(await GetAsync())["metadata"]!["uid"]!;

    public async Task<LiveStreamStatus> StatusAsync() => (await GetAsync())["status"].As<LiveStreamStatus>();

    /// <summary>The whole object, as kubectl prints it.</summary>
    public Task<JsonNode> GetAsync() => _kubectl.GetAsync("livestream", Name, "--namespace", _namespace);

    /// <summary>The entries of the Secret with the generated stream key.</summary>
    public async Task<IReadOnlyDictionary<string, string>> StreamKeySecretAsync()
    {
        var data = (await _kubectl.GetAsync("secret", $"{Name}-stream-key", "--namespace", _namespace))["data"]!.AsObject();
        return data.ToDictionary(entry => entry.Key, entry => Encoding.UTF8.GetString(Convert.FromBase64String((string)entry.Value!)));
    }

    public async Task<Condition?> ConditionAsync(string type) =>
        (await StatusAsync()).Conditions.SingleOrDefault(condition => condition.Type == type);

    public Task WaitForConditionAsync(string type, TimeSpan timeout) => _kubectl.RunAsync(
        "wait", $"livestream/{Name}", "--namespace", _namespace, $"--for=condition={type}", $"--timeout={timeout.TotalSeconds}s");

    public Task PatchSpecAsync(string spec) => _kubectl.RunAsync(Patch(spec));

    /// <summary>What the server says against an edit.</summary>
    public Task<string> RefusedAsync(string spec) => _kubectl.RefusedAsync(Patch(spec));

    /// <summary>The server's warnings about an edit that it made.</summary>
    public Task<string> WarningsAsync(string spec) => _kubectl.WarningsAsync(Patch(spec));

    /// <summary>Deletes the stream and waits for its finalizer, which waits for AWS.</summary>
    public Task DeleteAsync(TimeSpan timeout) => _kubectl.RunAsync(
        "delete", "livestream", Name, "--namespace", _namespace, $"--timeout={timeout.TotalSeconds}s");

    private string[] Patch(string spec) =>
        ["patch", "livestream", Name, "--namespace", _namespace, "--type=merge", "--patch", $$"""{"spec": {{spec}}}"""];

    /// <summary>Keeps what explains a failure, then deletes.</summary>
    public async ValueTask DisposeAsync()
    {
        var story = await _kubectl.TryAsync("get", "livestreams,events", "--namespace", _namespace, "--output=yaml")
            + await _kubectl.TryAsync("logs", "--namespace=onair-system", "--selector=app.kubernetes.io/component=operator", "--tail=300")
            + await _kubectl.TryAsync("logs", "--namespace=onair-system", "--selector=app.kubernetes.io/component=emulator", "--tail=300");
        await File.WriteAllTextAsync(Artifacts.Path($"{Name}.txt"), story);
        await _kubectl.TryAsync("delete", "livestream", Name, "--namespace", _namespace, "--ignore-not-found", "--timeout=120s");
        await _kubectl.TryAsync("delete", "namespace", _namespace, "--wait=false");
    }
}
