using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;

namespace Onair.Kubernetes;

/// <summary>The response of a credential helper.</summary>
internal sealed record ExecCredentialStatus(AuthenticationHeaderValue? Header, X509Certificate2? Certificate, DateTimeOffset? Expires)
{
    public static ExecCredentialStatus Parse(string output, ExecPlugin plugin)
    {
        using var document = JsonDocument.Parse(output);
        var root = document.RootElement;
        if (Text(root, "apiVersion") is var version && version != plugin.ApiVersion)
            throw new KubernetesConfigurationException($"users[].user.exec: {plugin.Command} answered apiVersion {version}; {plugin.ApiVersion} was asked for");
        if (!root.TryGetProperty("status", out var status) || status.ValueKind != JsonValueKind.Object)
            throw new KubernetesConfigurationException($"users[].user.exec: {plugin.Command} answered without status");
        var (token, certificate, key) = (Text(status, "token"), Text(status, "clientCertificateData"), Text(status, "clientKeyData"));
        if (token is null && (certificate is null || key is null))
            throw new KubernetesConfigurationException($"users[].user.exec: {plugin.Command} answered neither status.token nor status.clientCertificateData with clientKeyData");
        return new ExecCredentialStatus(
            token is null ? null : new AuthenticationHeaderValue("Bearer", token),
            certificate is null || key is null ? null : X509Certificate2.CreateFromPem(certificate, key),
            Text(status, "expirationTimestamp") is { } expires ? DateTimeOffset.Parse(expires, CultureInfo.InvariantCulture) : null);
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
