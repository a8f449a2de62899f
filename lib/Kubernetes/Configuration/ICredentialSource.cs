using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;

namespace Onair.Kubernetes;

/// <summary>Who we are towards the server, beyond a fixed client certificate.</summary>
internal interface ICredentialSource
{
    /// <summary>The Authorization header; null when a client certificate speaks for us.</summary>
    ValueTask<AuthenticationHeaderValue?> GetAsync(CancellationToken ct);

    /// <summary>The certificate that came with the credentials; after <see cref="GetAsync"/>.</summary>
    X509Certificate2? Certificate { get; }

    /// <summary>The server answered 401 to <paramref name="refused"/>: get fresh ones next time. False when there are no others to get.</summary>
    bool Invalidate(AuthenticationHeaderValue? refused);
}
