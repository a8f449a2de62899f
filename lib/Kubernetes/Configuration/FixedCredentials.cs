using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Onair.Kubernetes;

/// <summary>A token or password in the kubeconfig itself.</summary>
internal sealed class FixedCredentials(AuthenticationHeaderValue header) : ICredentialSource
{
    public X509Certificate2? Certificate => null;

    public static FixedCredentials Bearer(string token) => new(new AuthenticationHeaderValue("Bearer", token));

    public static FixedCredentials Basic(string user, string password) =>
        new(new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"))));

    public ValueTask<AuthenticationHeaderValue?> GetAsync(CancellationToken cancellationToken) => new(header);

    public bool Invalidate(AuthenticationHeaderValue? refused) => false;
}
