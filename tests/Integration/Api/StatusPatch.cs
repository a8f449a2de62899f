using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Onair.Tests.Integration.Api;

/// <summary>Writes status as a controller does. kubectl learned that with 1.24 only, and Debian 12 has 1.20.</summary>
internal static class StatusPatch
{
    public static async Task ApplyAsync(ControlPlane cluster, string path, string json)
    {
        var (code, answer, _) = await SendAsync(cluster, $"{path}/status", json);
        code.ShouldBe(HttpStatusCode.OK, answer);
    }

    /// <summary>A merge patch by an administrator, or by somebody whom one impersonates; what the server answers and warns of.</summary>
    public static async Task<(HttpStatusCode Code, string Answer, IReadOnlyList<string> Warnings)> SendAsync(ControlPlane cluster, string path, string json, string? user = null)
    {
        using var authority = X509CertificateLoader.LoadCertificateFromFile(cluster.AuthorityPath);
        using var handler = new SocketsHttpHandler();
        handler.SslOptions.CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { authority },
            RevocationMode = X509RevocationMode.NoCheck,
        };
        using var http = new HttpClient(handler);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ControlPlane.AdminToken);
        if (user is not null) http.DefaultRequestHeaders.Add("Impersonate-User", user);
        using var patch = new StringContent(json, Encoding.UTF8, "application/merge-patch+json");

        using var response = await http.PatchAsync(
            new Uri($"https://localhost:{cluster.ApiServerPort}/apis/onair.dev/v1alpha1/{path}"), patch);

        return (response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.TryGetValues("Warning", out var warnings) ? [.. warnings] : []);
    }
}
