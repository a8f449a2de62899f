using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;

namespace Onair.Guard;

/// <summary>HTTP to hosts that users choose.</summary>
public static class GuardedHttp
{
    /// <summary>
    /// A handler that resolves a host once per connection, checks every address and connects to a checked one. It follows no redirects (to
    /// follow one, check its target with <see cref="GuardedUrl"/> and send a new request), keeps no cookies and ignores the environment's
    /// proxy settings. The caller limits time and size: <see cref="HttpClient.Timeout"/>,
    /// <see cref="HttpClient.MaxResponseContentBufferSize"/>.
    /// </summary>
    /// <param name="rules">Which addresses may be connected to.</param>
    /// <param name="resolver">Null for the system's.</param>
    /// <param name="authorities">The authorities that may sign the server's certificate; null for those of the system.</param>
    /// <returns>A handler to share; the caller disposes it.</returns>
    public static SocketsHttpHandler CreateHandler(AddressRules rules, HostResolver? resolver = null, X509Certificate2Collection? authorities = null) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        // A pooled connection keeps its checked address; a changed DNS entry takes effect after this time.
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
        SslOptions = authorities is null ? new() : new SslClientAuthenticationOptions { CertificateChainPolicy = ChainTo(authorities) },
        ConnectCallback = async (context, cancellationToken) => new NetworkStream(
            await GuardedDns.ConnectAsync(context.DnsEndPoint.Host, context.DnsEndPoint.Port, rules, resolver, cancellationToken), ownsSocket: true),
    };

    // The name in the certificate is still compared with the host.
    private static X509ChainPolicy ChainTo(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy { TrustMode = X509ChainTrustMode.CustomRootTrust, RevocationMode = X509RevocationMode.NoCheck };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }
}
