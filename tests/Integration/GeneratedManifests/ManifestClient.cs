using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Onair.Tests.Manifests;

namespace Onair.Tests.Integration.GeneratedManifests;

/// <summary>Sends manifests to the API server as they are, with no type between; the answer is the object or the server's Status.</summary>
internal sealed class ManifestClient : IDisposable
{
    /// <summary>Admitted, defaulted and validated as ever, and not stored.</summary>
    private const string DryRun = "&dryRun=All";

    private readonly X509Certificate2 _authority;
    private readonly HttpClient _http;

    public ManifestClient(ControlPlane cluster)
    {
        _authority = X509CertificateLoader.LoadCertificateFromFile(cluster.AuthorityPath);
        var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { _authority },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        _http = new HttpClient(handler) { BaseAddress = new Uri($"https://localhost:{cluster.ApiServerPort}/") };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ControlPlane.AdminToken);
    }

    public Task<Response> CreateAsync(Crd crd, JsonObject manifest, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, $"{Collection(crd, manifest)}?fieldValidation=Strict", manifest, "application/json", cancellationToken);

    public Task<Response> TryCreateAsync(Crd crd, JsonObject manifest, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, $"{Collection(crd, manifest)}?fieldValidation=Strict{DryRun}", manifest, "application/json", cancellationToken);

    /// <summary>Puts a manifest in the place of what is stored in this version.</summary>
    public Task<Response> ReplaceAsync(Crd crd, JsonObject manifest, string version, CancellationToken cancellationToken) =>
        PutAsync(crd, manifest, version, "", cancellationToken);

    public Task<Response> TryReplaceAsync(Crd crd, JsonObject manifest, string version, CancellationToken cancellationToken) =>
        PutAsync(crd, manifest, version, DryRun, cancellationToken);

    /// <summary>Puts a manifest's spec in the place of what is stored in any version. All else stays, a finalizer for one.</summary>
    public Task<Response> ReplaceSpecAsync(Crd crd, JsonObject manifest, CancellationToken cancellationToken) => SendAsync(
        HttpMethod.Patch, Item(crd, manifest), new JsonArray(new JsonObject { ["op"] = "replace", ["path"] = "/spec", ["value"] = manifest["spec"]!.DeepClone() }),
        "application/json-patch+json", cancellationToken);

    public Task<Response> DeleteAsync(Crd crd, JsonObject manifest, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Delete, Item(crd, manifest), null, "", cancellationToken);

    /// <summary>Whether the server knows <c>fieldValidation</c>: from Kubernetes 1.25 on.</summary>
    public async Task<bool> ValidatesFieldsAsync()
    {
        var version = JsonNode.Parse(await _http.GetStringAsync(new Uri("version", UriKind.Relative)))!;
        return int.Parse(((string)version["minor"]!).TrimEnd('+'), System.Globalization.CultureInfo.InvariantCulture) >= 25;
    }

    public void Dispose()
    {
        _http.Dispose();
        _authority.Dispose();
    }

    private static string Collection(Crd crd, JsonObject manifest) =>
        $"apis/{crd.ApiVersion}/{(crd.ClusterScoped ? "" : $"namespaces/{(string?)manifest["metadata"]!["namespace"] ?? "default"}/")}{crd.Plural}";

    private static string Item(Crd crd, JsonObject manifest) => $"{Collection(crd, manifest)}/{manifest["metadata"]!["name"]}";

    private Task<Response> PutAsync(Crd crd, JsonObject manifest, string version, string options, CancellationToken cancellationToken)
    {
        var body = (JsonObject)manifest.DeepClone();
        body["metadata"]!["resourceVersion"] = version;
        return SendAsync(HttpMethod.Put, $"{Item(crd, manifest)}?fieldValidation=Strict{options}", body, "application/json", cancellationToken);
    }

    private async Task<Response> SendAsync(HttpMethod method, string path, JsonNode? body, string type, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null) request.Content = new StringContent(body.ToJsonString(), Encoding.UTF8, type);
        using var response = await _http.SendAsync(request, cancellationToken);
        return new(response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!);
    }
}

/// <summary>What the server says.</summary>
internal sealed record Response(HttpStatusCode Code, JsonNode Body)
{
    public bool IsTaken => Code is HttpStatusCode.OK or HttpStatusCode.Created;

    /// <summary>The server refuses with 422 what breaks the schema, a webhook too; and with 400 what it cannot read.</summary>
    public bool IsRefused => Code is HttpStatusCode.UnprocessableEntity or HttpStatusCode.BadRequest;

    public string Version => (string)Body["metadata"]!["resourceVersion"]!;

    /// <summary>The fields that a refusal names, in order; a field as often as it is complained of.</summary>
    public IReadOnlyList<string> Fields =>
        [.. (Body["details"]?["causes"] as JsonArray ?? []).Select(cause => (string?)cause!["field"] ?? "").Order(StringComparer.Ordinal)];

    /// <summary>What is wrong with an answer that should be a refusal which names this field.</summary>
    public IEnumerable<string> NotARefusalOf(string field)
    {
        if (!IsRefused) return [$"not refused: {this}"];
        var (wanted, causes) = (Expected.WithoutIndex(field), Fields.Select(Expected.WithoutIndex).ToList());
        var message = Expected.WithoutIndex((string?)Body["message"] ?? "");
        // An entry of a map is a field to servers.
        return causes.Contains(wanted) || Fields.Contains(Expected.WithEntries(field)) || (causes.Count == 0 && message.Contains(wanted, StringComparison.Ordinal)) ? [] : [$"{wanted} is not named: {this}"];
    }

    public override string ToString() => $"{Code}: {Body.ToJsonString()}";
}
