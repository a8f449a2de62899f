using System.Net.Security;
using System.Security.Authentication;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Onair.Webhook.Certificates;

/// <summary>Adds the serving certificate to the webhook.</summary>
internal static class CertificateSetup
{
    public static IServiceCollection AddCertificates(this IServiceCollection services) => services
        .AddSingleton<ServingCertificate>()
        .AddHostedService(p => p.GetRequiredService<ServingCertificate>());

    /// <summary>Listens on a port of all addresses, with TLS.</summary>
    public static void ListenWithCertificate(this WebApplicationBuilder builder, int port)
    {
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.ListenAnyIP(port, listen => listen.UseHttps(Tls(kestrel.ApplicationServices.GetRequiredService<ServingCertificate>()))));
    }

    // Evaluated for each connection, so that a new certificate takes effect with the next one.
#pragma warning disable CA5398 // The platform's default may allow less.
    private static TlsHandshakeCallbackOptions Tls(ServingCertificate certificate) => new()
    {
        OnConnection = _ => ValueTask.FromResult(new SslServerAuthenticationOptions
        {
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ServerCertificateContext = certificate.Context ?? throw new AuthenticationException("no certificate is loaded yet"),
        }),
    };
#pragma warning restore CA5398
}
