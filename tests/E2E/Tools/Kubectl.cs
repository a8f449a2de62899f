using System.Text.Json.Nodes;

namespace Onair.Tests.E2E.Tools;

/// <summary>kubectl as people use it.</summary>
public sealed class Kubectl(string kubeconfig)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The path of the kubeconfig.</summary>
    public string Kubeconfig => kubeconfig;

    /// <summary>The output, or an exception with the complaint.</summary>
    public async Task<string> RunAsync(params string[] arguments) => (await StartAsync("", arguments)).Succeeded();

    /// <summary>The object as JSON.</summary>
    public async Task<JsonNode> GetAsync(params string[] arguments) =>
        JsonNode.Parse(await RunAsync(["get", "--output=json", .. arguments]))!;

    public async Task ApplyAsync(JsonObject manifest) =>
        (await StartAsync(manifest.ToJsonString(), "apply", "--filename", "-")).Succeeded();

    /// <summary>What the server says against it.</summary>
    public async Task<string> RefusedAsync(params string[] arguments) => (await StartAsync("", arguments)).Failed();

    /// <summary>What the server says against the manifest, which is not kept should it be taken.</summary>
    public async Task<string> RefusedAsync(JsonObject manifest) =>
        (await StartAsync(manifest.ToJsonString(), "apply", "--dry-run=server", "--filename", "-")).Failed();

    /// <summary>The server's warnings about what it took.</summary>
    public async Task<string> WarningsAsync(params string[] arguments)
    {
        var result = await StartAsync("", arguments);
        result.Succeeded();
        return result.Errors;
    }

    /// <summary>What it says, content or not; for diagnoses, which must not hide the failure they are about.</summary>
    public async Task<string> TryAsync(params string[] arguments)
    {
        var result = await StartAsync("", arguments);
        return $"$ {result.Command}\n{result.Output}{result.Errors}\n";
    }

    private Task<Tool> StartAsync(string input, params string[] arguments) =>
        Tool.RunAsync("kubectl", ["--kubeconfig", kubeconfig, .. arguments], Patience, input);
}
