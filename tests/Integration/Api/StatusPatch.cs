using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Onair.Tests.Integration.Api;

/// <summary>Writes status as a controller does. kubectl learned that with 1.24 only, and Debian 12 has 1.20.</summary>
internal static class StatusPatch
{
    public static async Task ApplyAsync(ControlPlane cluster, string path, string json)
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
        using var patch = new StringContent(json, Encoding.UTF8, "application/merge-patch+json");

        using var response = await http.PatchAsync(
            new Uri($"https://localhost:{cluster.ApiServerPort}/apis/onair.dev/v1alpha1/{path}/status"), patch);

        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
    }
}
