using System.Security.Cryptography.X509Certificates;
using System.Text;
using k8s;
using k8s.Authentication;

namespace Onair.Kubernetes.Access;

/// <summary>The client's identity, as KubernetesClient's own client derives it from a configuration.</summary>
internal static class Credentials
{
    /// <summary>What is sent as Authorization; null when the identity is a certificate.</summary>
    public static ITokenProvider? TokenOf(KubernetesClientConfiguration configuration) => configuration switch
    {
        { TokenProvider: { } provider } => provider,
        { AccessToken.Length: > 0 } => new StringTokenProvider(configuration.AccessToken, "Bearer"),
        { Username.Length: > 0 } => new StringTokenProvider(Base64($"{configuration.Username}:{configuration.Password}"), "Basic"),
        _ => null,
    };

    /// <summary>The client certificate with its key.</summary>
    public static X509Certificate2? CertificateOf(KubernetesClientConfiguration configuration) =>
        Pem(configuration.ClientCertificateData, configuration.ClientCertificateFilePath) is { } certificate
        && Pem(configuration.ClientCertificateKeyData, configuration.ClientKeyFilePath) is { } key
            ? X509Certificate2.CreateFromPem(certificate, key)
            : null;

    private static string? Pem(string? data, string? file) =>
        !string.IsNullOrEmpty(data) ? Encoding.UTF8.GetString(Convert.FromBase64String(data))
        : string.IsNullOrEmpty(file) ? null
        : File.ReadAllText(file);

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
