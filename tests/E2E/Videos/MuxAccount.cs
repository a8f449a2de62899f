using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Onair.Tests.E2E.Videos;

/// <summary>The emulator's Mux, looked at past the operator, and told to misbehave.</summary>
internal sealed class MuxAccount(Uri emulator, AuthenticationHeaderValue token) : IAsyncDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = emulator };

    public static async Task<MuxAccount> OfAsync(Environment environment)
    {
        var reference = (await environment.Kubectl.GetAsync("mediaprovider", Environment.ProviderName))["spec"]!["video"]!["credentialsSecretRef"]!;
        var data = (await environment.Kubectl.GetAsync("secret", (string)reference["name"]!, "--namespace", (string)reference["namespace"]!))["data"]!;
        string Entry(string key) => Encoding.UTF8.GetString(Convert.FromBase64String((string)data[key]!));
        return new(environment.Emulator, new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Entry("tokenId")}:{Entry("tokenSecret")}"))));
    }

    /// <summary>What it lists of a VideoAsset: uploads or assets that were made with its tokens.</summary>
    public async Task<IReadOnlyList<JsonNode>> ListAsync(string kind, string uid)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/mux/video/v1/{kind}?limit=100") { Headers = { Authorization = token } };
        using var answer = (await _http.SendAsync(request)).EnsureSuccessStatusCode();
        var all = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["data"]!.AsArray().Select(i => i!);
        return [.. all.Where(i => ((string?)i["passthrough"] ?? (string?)i["new_asset_settings"]?["passthrough"])?.StartsWith($"{uid}/", StringComparison.Ordinal) == true)];
    }

    /// <summary>The same, asked again while it fails.</summary>
    public Task<IReadOnlyList<JsonNode>> UntilListedAsync(string kind, string uid) =>
        Eventually.GetAsync($"a list of {kind}", () => ListAsync(kind, uid), _ => true, TimeSpan.FromMinutes(2));

    /// <summary>Holds its webhooks back, or lets them go.</summary>
    public Task SuspendWebhooksAsync(bool suspended) => PutAsync("/admin/mux/webhook", new JsonObject { ["suspended"] = suspended });

    /// <summary>Has a part of its calls fail: half of them before they have their effect, half after it; 0 for none.</summary>
    public Task FailAsync(double rate) => PutAsync("/admin/faults", rate == 0 ? new JsonArray() : new JsonArray(Fault("Before", rate / 2), Fault("After", rate / 2)));

    public async ValueTask DisposeAsync()
    {
        await FailAsync(0);
        await SuspendWebhooksAsync(false);
        _http.Dispose();
    }

    private static JsonObject Fault(string moment, double rate) => new() { ["service"] = "mux", ["operation"] = "*", ["moment"] = moment, ["rate"] = rate };

    private async Task PutAsync(string path, JsonNode body) => (await _http.PutAsJsonAsync(path, body)).EnsureSuccessStatusCode();
}
