using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace Onair.Kubernetes;

/// <summary>The identity that the client presents to the server, beyond a fixed client certificate.</summary>
internal interface ICredentialSource
{
    /// <summary>The Authorization header; null when a client certificate is used instead.</summary>
    ValueTask<AuthenticationHeaderValue?> GetAsync(CancellationToken cancellationToken);

    /// <summary>The certificate that came with the credentials; after <see cref="GetAsync"/>.</summary>
    X509Certificate2? Certificate { get; }

    /// <summary>The server returned 401 for <paramref name="refused"/>: get new credentials next time. False when no others can be had.</summary>
    bool Invalidate(AuthenticationHeaderValue? refused);
}
