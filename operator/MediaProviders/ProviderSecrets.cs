using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Amazon.Runtime;
using Onair.Api.Common;
using Onair.Api.MediaProviders;
using Onair.Kubernetes;

namespace Onair.Operator.MediaProviders;

/// <summary>What a provider keeps in Secrets. Never logged.</summary>
/// <param name="Credentials">The account's keys; null when the provider names no Secret with them.</param>
/// <param name="CdnIdentifier">The header's value for CDN authorization; null without it.</param>
/// <param name="Version">Changes with any of the Secrets.</param>
internal sealed partial record ProviderSecrets(AWSCredentials? Credentials, string? CdnIdentifier, string Version)
{
    private const string CredentialsField = "spec.aws.credentialsSecretRef";
    private const string CdnField = "spec.aws.cdnAuthorization.secretRef";

    /// <exception cref="CredentialsException">A Secret is missing or incomplete.</exception>
    public static async Task<ProviderSecrets> ReadAsync(KubernetesClient client, AwsSpec aws, CancellationToken cancellationToken)
    {
        var keys = await FindAsync(client, CredentialsField, aws.CredentialsSecretRef, cancellationToken);
        var credentials = keys is null ? null : CredentialsOf(keys);
        var cdn = await FindAsync(client, CdnField, aws.CdnAuthorization?.SecretRef, cancellationToken);
        return new(
            credentials, cdn is null ? null : CdnIdentifierOf(cdn),
            $"{keys?.Metadata.ResourceVersion}/{cdn?.Metadata.ResourceVersion}");
    }

    // Records print their members; none of these may get into a log that way.
    public override string ToString() => Version;

    private static AWSCredentials CredentialsOf(V1Secret secret)
    {
        var (id, key, token) = (Value(secret, "accessKeyId"), Value(secret, "secretAccessKey"), Value(secret, "sessionToken"));
        if (id is null || key is null)
            throw new CredentialsException($"{CredentialsField}: {Name(secret)} must have the keys accessKeyId and secretAccessKey");
        return token is null ? new BasicAWSCredentials(id, key) : new SessionAWSCredentials(id, key, token);
    }

    private static string CdnIdentifierOf(V1Secret secret)
    {
        var value = Value(secret, "cdnIdentifier") ?? throw new CredentialsException($"{CdnField}: {Name(secret)} has no key \"cdnIdentifier\"");
        return ValidIdentifier().IsMatch(value)
            ? value
            : throw new CredentialsException(
                $"{CdnField}: the value of \"cdnIdentifier\" in {Name(secret)} must be 8 to 128 letters, digits, hyphens or underscores");
    }

    private static async Task<V1Secret?> FindAsync(
        KubernetesClient client, string field, SecretReference? reference, CancellationToken cancellationToken)
    {
        if (reference is null) return null;
        try
        {
            return await client.FindAsync(ResourceTypes.Secrets, reference.Name, reference.Namespace, cancellationToken)
                ?? throw new CredentialsException($"{field}: {Name(reference)} not found");
        }
        catch (ApiException e) when (e.StatusCode == HttpStatusCode.Forbidden)
        {
            throw new CredentialsException($"{field}: the operator may not read {Name(reference)}");
        }
    }

    private static string? Value(V1Secret secret, string key) =>
        secret.Data?.GetValueOrDefault(key) is { Length: > 0 } bytes && Encoding.UTF8.GetString(bytes).Trim() is { Length: > 0 } text ? text : null;

    private static string Name(V1Secret secret) => Name(new SecretReference { Name = secret.Metadata.Name!, Namespace = secret.Metadata.Namespace! });

    private static string Name(SecretReference reference) => $"Secret \"{reference.Namespace}/{reference.Name}\"";

    [GeneratedRegex("^[A-Za-z0-9_-]{8,128}$")]
    private static partial Regex ValidIdentifier();
}
