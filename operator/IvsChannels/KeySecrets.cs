using k8s.Models;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.IvsChannels;
using Onair.Kubernetes.Resources;
using Onair.Kubernetes.Secrets;
using Onair.Operator.IvsChannels.Decisions;

namespace Onair.Operator.IvsChannels;

/// <summary>The Secret with the stream key and the URL to push to. The IvsChannel owns it; the key is never anywhere else.</summary>
internal sealed class KeySecrets(SecretReader reader, OwnedSecretWriter writer)
{
    /// <summary>The Secret's entry with the key.</summary>
    public const string KeyEntry = "streamKey";

    /// <summary>The Secret's entry with the whole URL.</summary>
    public const string UrlEntry = "url";

    /// <summary>The annotation that says which stream key the Secret holds: an ARN is no secret.</summary>
    public const string KeyArnAnnotation = "onair.dev/stream-key-arn";

    /// <summary>What is known of the Secret.</summary>
    public async Task<KeySecretView> ReadAsync(IvsChannel channel, CancellationToken cancellationToken)
    {
        var found = await reader.FindOwnedAsync(channel, channel.StreamKeySecretName, cancellationToken);
        if (found.IsAnothers) return new(true, $"{OwnedSecret.Taken(channel.StreamKeySecretName)}; delete it, and Onair writes the stream key into a new Secret");
        return new(true, KeyArn: found.Secret is { } secret && IsComplete(secret) ? secret.GetAnnotation(KeyArnAnnotation) : null);
    }

    /// <summary>Writes a key into the Secret, which is created if necessary. If it is another's, the next look says so.</summary>
    public Task WriteAsync(IvsChannel channel, string keyArn, string ingestEndpoint, string key, CancellationToken cancellationToken)
    {
        var values = new Dictionary<string, string?> { [KeyEntry] = key, [UrlEntry] = IngestUrl.Of(ingestEndpoint, key) };
        var content = SecretContent.Of(channel.StreamKeySecretName, values) with
        {
            Type = SecretTypes.StreamKey,
            Annotations = new Dictionary<string, string?> { [KeyArnAnnotation] = keyArn },
            IsSealed = true,
        };
        return writer.PutAsync(SecretOwner.Of(OnairResources.IvsChannels, channel), content, cancellationToken);
    }

    // One that somebody has edited holds no key that an encoder can push with.
    private static bool IsComplete(V1Secret secret) =>
        secret.GetData(KeyEntry) is { Length: > 0 } && secret.GetData(UrlEntry) is { Length: > 0 } && SecretSeal.IsIntact(secret);
}
