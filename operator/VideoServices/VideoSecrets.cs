using System.Text;
using k8s.Models;
using Onair.Api.Common;
using Onair.Api.MediaProviders;
using Onair.Api.MediaProviders.Video;
using Onair.Kubernetes.Secrets;
using Onair.Operator.ProviderAccess;
using Onair.VideoActions.Signing;

namespace Onair.Operator.VideoServices;

/// <summary>What a provider's Secrets contain about its video service. Never logged.</summary>
/// <param name="Credentials">The values that templates see as <c>credentials</c>.</param>
/// <param name="SigningKey">The key that signs playback tokens; null without one.</param>
/// <param name="Version">Changes with any of the Secrets.</param>
internal sealed record VideoSecrets(IReadOnlyDictionary<string, string> Credentials, SigningKey? SigningKey, string Version)
{
    private const string CredentialsField = "spec.video.credentialsSecretRef";
    private const string KeyField = "spec.video.signingKeySecretRef";

    /// <exception cref="CredentialsException">A Secret is missing, incomplete, or lacks the label.</exception>
    public static async Task<VideoSecrets> ReadAsync(SecretReader reader, MediaProvider provider, VideoSpec video, CancellationToken cancellationToken)
    {
        var credentials = await ReadAsync(reader, CredentialsField, provider, video.CredentialsSecretRef, cancellationToken);
        var key = video.SigningKeySecretRef is { } reference ? await ReadAsync(reader, KeyField, provider, reference, cancellationToken) : null;
        return new(
            (credentials.Data ?? new Dictionary<string, byte[]>()).ToDictionary(d => d.Key, d => Encoding.UTF8.GetString(d.Value).Trim(), StringComparer.Ordinal),
            key is null ? null : KeyOf(key, video.SigningKeySecretRef!),
            $"{credentials.Metadata.ResourceVersion}/{key?.Metadata.ResourceVersion}");
    }

    private static Task<V1Secret> ReadAsync(SecretReader reader, string field, MediaProvider provider, SecretReference reference, CancellationToken cancellationToken) =>
        NamedSecret.ReadAsync(reader, field, new(provider, reference.Namespace, reference.Name), cancellationToken);

    // A record prints its members, and none of these may appear in a log.
    public override string ToString() => Version;

    private static SigningKey KeyOf(V1Secret secret, SecretReference reference)
    {
        if (NamedSecret.Value(secret, "keyId") is not { } id || NamedSecret.Value(secret, "privateKey") is not { } key)
            throw new CredentialsException($"{KeyField}: {NamedSecret.Name(reference)} must have the keys keyId and privateKey", mayCome: true);
        try
        {
            return SigningKey.Read(id, key);
        }
        catch (FormatException e)
        {
            throw new CredentialsException($"{KeyField}: the value of \"privateKey\" in {NamedSecret.Name(reference)}: {e.Message}");
        }
    }
}
