using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using k8s;
using Onair.Kubernetes.Access;

namespace Onair.Kubernetes.Client;

/// <summary>The connections to one API server. HTTP/1.1, so that each watch has its own connection and delays no other request.</summary>
internal static class Transport
{
    public static SocketsHttpHandler Create(KubernetesClientConfiguration configuration)
    {
        var handler = new SocketsHttpHandler
        {
            AutomaticDecompression = DecompressionMethods.None,
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(10),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(90),
            PooledConnectionLifetime = TimeSpan.FromMinutes(30),
            MaxResponseDrainSize = 0,
            UseProxy = false,
            ActivityHeadersPropagator = null,
        };
        handler.SslOptions = new SslClientAuthenticationOptions
        {
            TargetHost = configuration.TlsServerName,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        };
        if (configuration.SslCaCerts is { Count: > 0 } authorities) handler.SslOptions.CertificateChainPolicy = TrustOnly(authorities);
#pragma warning disable CA5359 // The kubeconfig says insecure-skip-tls-verify.
        if (configuration.SkipTlsVerify) handler.SslOptions.RemoteCertificateValidationCallback = static (_, _, _, _) => true;
#pragma warning restore CA5359
        if (Credentials.CertificateOf(configuration) is { } certificate)
            handler.SslOptions.ClientCertificateContext = SslStreamCertificateContext.Create(certificate, null, offline: true);
        configuration.FirstMessageHandlerSetup?.Invoke(handler);
        return handler;
    }

    private static X509ChainPolicy TrustOnly(X509Certificate2Collection authorities)
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
        };
        policy.CustomTrustStore.AddRange(authorities);
        return policy;
    }
}
