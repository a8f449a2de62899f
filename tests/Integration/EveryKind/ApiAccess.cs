using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;

namespace Onair.Tests.Integration.EveryKind;

/// <summary>Reads and writes objects of any kind as JSON, as an administrator.</summary>
internal sealed class ApiAccess : IDisposable
{
    private readonly HttpClient _http;

    public ApiAccess(ControlPlane plane)
    {
        _http = new HttpClient(Handler(plane)) { BaseAddress = new Uri($"https://127.0.0.1:{plane.ApiServerPort}"), Timeout = TimeSpan.FromMinutes(2) };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ControlPlane.AdminToken);
    }

    /// <summary>Trusts the API server.</summary>
    public static SocketsHttpHandler Handler(ControlPlane plane)
    {
        var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(plane.AuthorityPath) },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        return handler;
    }

    /// <summary>Null when there is none.</summary>
    public async Task<JsonObject?> FindAsync(string path)
    {
        var (code, answer) = await SendAsync(HttpMethod.Get, path);
        return code == HttpStatusCode.NotFound ? null : Good(code, answer);
    }

    public async Task<JsonObject> CreateAsync(string path, JsonObject json)
    {
        var (code, answer) = await SendAsync(HttpMethod.Post, path, json.ToJsonString(), "application/json");
        return Good(code, answer);
    }

    /// <summary>A merge patch; nothing when the object is gone.</summary>
    public async Task MergeAsync(string path, string json)
    {
        var (code, answer) = await SendAsync(HttpMethod.Patch, path, json, "application/merge-patch+json");
        if (code != HttpStatusCode.NotFound) Good(code, answer);
    }

    /// <summary>Replaces the whole status; what the server says when it refuses.</summary>
    public async Task<string?> ForgeAsync(string path, JsonObject status)
    {
        var patch = new JsonArray(new JsonObject { ["op"] = "add", ["path"] = "/status", ["value"] = status.DeepClone() });
        var (code, answer) = await SendAsync(HttpMethod.Patch, $"{path}/status", patch.ToJsonString(), "application/json-patch+json");
        return code is HttpStatusCode.OK or HttpStatusCode.NotFound ? null : answer;
    }

    public async Task DeleteAsync(string path) => await SendAsync(HttpMethod.Delete, path);

    public void Dispose() => _http.Dispose();

    private async Task<(HttpStatusCode Code, string Answer)> SendAsync(HttpMethod method, string path, string? body = null, string? type = null)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, type!);
        using var answer = await _http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private static JsonObject Good(HttpStatusCode code, string answer)
    {
        ((int)code).ShouldBeLessThan(300, answer);
        return (JsonObject)JsonNode.Parse(answer)!;
    }
}
