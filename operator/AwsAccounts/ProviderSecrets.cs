using System.Text.RegularExpressions;
using Amazon.Runtime;
using k8s.Models;
using Onair.Api.MediaProviders;
using Onair.Kubernetes.Secrets;
using Onair.Operator.ProviderAccess;

namespace Onair.Operator.AwsAccounts;

/// <summary>What a provider's Secrets contain about its AWS account. Never logged.</summary>
/// <param name="Credentials">The account's keys; null when the provider names no Secret with them.</param>
/// <param name="CdnIdentifier">The header's value for CDN authorization; null without it.</param>
/// <param name="Version">Changes with any of the Secrets.</param>
internal sealed partial record ProviderSecrets(AWSCredentials? Credentials, string? CdnIdentifier, string Version)
{
    private const string CredentialsField = "spec.aws.credentialsSecretRef";
    private const string CdnField = "spec.aws.cdnAuthorization.secretRef";

    /// <exception cref="CredentialsException">A Secret is missing, incomplete, or lacks the label.</exception>
    public static async Task<ProviderSecrets> ReadAsync(SecretReader reader, MediaProvider provider, AwsSpec aws, CancellationToken cancellationToken)
    {
        var keys = aws.CredentialsSecretRef is { } named ? await NamedSecret.ReadAsync(reader, CredentialsField, new(provider, named.Namespace, named.Name), cancellationToken) : null;
        var credentials = keys is null ? null : CredentialsOf(keys);
        var cdn = aws.CdnAuthorization is { SecretRef: var header } ? await NamedSecret.ReadAsync(reader, CdnField, new(provider, header.Namespace, header.Name), cancellationToken) : null;
        return new(
            credentials, cdn is null ? null : CdnIdentifierOf(cdn),
            $"{keys?.Metadata.ResourceVersion}/{cdn?.Metadata.ResourceVersion}");
    }

    // A record prints its members, and none of these may appear in a log.
    public override string ToString() => Version;

    private static AWSCredentials CredentialsOf(V1Secret secret)
    {
        var (id, key, token) = (NamedSecret.Value(secret, "accessKeyId"), NamedSecret.Value(secret, "secretAccessKey"), NamedSecret.Value(secret, "sessionToken"));
        if (id is null || key is null)
            throw new CredentialsException($"{CredentialsField}: {NamedSecret.Name(secret)} must have the keys accessKeyId and secretAccessKey", mayCome: true);
        return token is null ? new BasicAWSCredentials(id, key) : new SessionAWSCredentials(id, key, token);
    }

    private static string CdnIdentifierOf(V1Secret secret)
    {
        var value = NamedSecret.Value(secret, "cdnIdentifier") ?? throw new CredentialsException($"{CdnField}: {NamedSecret.Name(secret)} has no key \"cdnIdentifier\"", mayCome: true);
        return ValidIdentifier().IsMatch(value)
            ? value
            : throw new CredentialsException(
                $"{CdnField}: the value of \"cdnIdentifier\" in {NamedSecret.Name(secret)} must be 8 to 128 letters, digits, hyphens or underscores");
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{8,128}$")]
    private static partial Regex ValidIdentifier();
}
