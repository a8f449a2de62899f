using System.Text;
using System.Text.Json.Nodes;
using k8s.Models;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.IvsChannels;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;
using Onair.Operator.IvsChannels.Decisions;
using Onair.Operator.Reconciliation;

namespace Onair.Operator.IvsChannels;

/// <summary>The Secret with the stream key and the URL to push to. The IvsChannel owns it; the key is never anywhere else.</summary>
internal sealed class KeySecrets(KubernetesClient client)
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
        var secret = await client.FindAsync(BuiltInResources.Secrets, channel.StreamKeySecretName, channel.Namespace(), cancellationToken);
        if (secret is null) return new(true);
        if (!secret.IsOwnedBy(channel)) return new(true, $"Secret \"{channel.StreamKeySecretName}\" exists and belongs to something else; delete it, and Onair writes the stream key into a new Secret");
        return new(true, KeyArn: IsComplete(secret) ? secret.GetAnnotation(KeyArnAnnotation) : null);
    }

    /// <summary>Writes a key into the Secret, which is created if necessary.</summary>
    public async Task WriteAsync(IvsChannel channel, string keyArn, string ingestEndpoint, string key, CancellationToken cancellationToken)
    {
        var declared = Declared(channel, keyArn, ingestEndpoint, key);
        if (await client.FindAsync(BuiltInResources.Secrets, channel.StreamKeySecretName, channel.Namespace(), cancellationToken) is { } existing)
        {
            if (!existing.IsOwnedBy(channel)) return;
            // Of the version that was looked at; what others have added stays.
            var data = new JsonObject();
            foreach (var (name, value) in declared.Data!) data[name] = Convert.ToBase64String(value);
            var metadata = new JsonObject
            {
                ["resourceVersion"] = existing.Metadata.ResourceVersion,
                ["annotations"] = new JsonObject(declared.Metadata.Annotations.Select(a => KeyValuePair.Create(a.Key, (JsonNode?)a.Value))),
            };
            await client.PatchAsync(
                BuiltInResources.Secrets, channel.StreamKeySecretName, channel.Namespace(),
                Patch.Merge(new JsonObject { ["metadata"] = metadata, ["data"] = data }), null, cancellationToken);
            return;
        }
        try
        {
            await client.CreateAsync(BuiltInResources.Secrets, declared, cancellationToken);
        }
        catch (ApiException e) when (e.IsAlreadyExists)
        {
            // The next look shows whose it is.
        }
    }

    // One that somebody has edited holds no key that an encoder can push with.
    private static bool IsComplete(V1Secret secret) =>
        secret.GetData(KeyEntry) is { Length: > 0 } && secret.GetData(UrlEntry) is { Length: > 0 } && SecretSeal.IsIntact(secret);

    private static V1Secret Declared(IvsChannel channel, string keyArn, string ingestEndpoint, string key)
    {
        var data = new Dictionary<string, byte[]> { [KeyEntry] = Encoding.UTF8.GetBytes(key), [UrlEntry] = Encoding.UTF8.GetBytes(IngestUrl.Of(ingestEndpoint, key)) };
        return new()
        {
            Metadata = new()
            {
                Name = channel.StreamKeySecretName,
                NamespaceProperty = channel.Namespace(),
                Annotations = new Dictionary<string, string> { [KeyArnAnnotation] = keyArn, [SecretSeal.Annotation] = SecretSeal.Of(data) },
                OwnerReferences = [OnairResources.IvsChannels.ReferenceTo(channel)],
            },
            Type = SecretTypes.StreamKey,
            Data = data,
        };
    }
}
