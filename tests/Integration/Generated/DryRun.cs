using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Onair.Tests.Manifests;

namespace Onair.Tests.Integration.Generated;

/// <summary>Creates objects with <c>dryRun=All</c>: admitted, defaulted and validated as ever, and not stored.</summary>
internal sealed class DryRun : IDisposable
{
    private readonly X509Certificate2 _authority;
    private readonly HttpClient _http;

    public DryRun(ControlPlane cluster)
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

    /// <summary>The object as it would be stored, or the server's Status.</summary>
    public async Task<(HttpStatusCode Code, JsonNode Answer)> CreateAsync(Crd crd, JsonObject manifest, CancellationToken cancellationToken)
    {
        var place = crd.ClusterScoped ? crd.Plural : $"namespaces/default/{crd.Plural}";
        using var body = new StringContent(manifest.ToJsonString(), Encoding.UTF8, "application/json");
        using var response = await _http.PostAsync(
            new Uri($"apis/{crd.ApiVersion}/{place}?dryRun=All&fieldValidation=Strict", UriKind.Relative), body, cancellationToken);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken))!);
    }

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
}
