using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using k8s.Models;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;
using Onair.Operator.LiveStreams.Decisions;

namespace Onair.Operator.LiveStreams;

/// <summary>
/// Stream keys live in Secrets: the one that the user names, or a generated one that the LiveStream owns. A key is never
/// part of a message.
/// </summary>
internal sealed partial class StreamKeys(KubernetesClient client)
{
    private const int GeneratedBytes = 24;

    /// <summary>The Secret that holds the stream's key.</summary>
    public static SecretKeyReference ReferenceOf(LiveStream stream) =>
        stream.Spec.Input.StreamKeySecretRef ?? new() { Name = $"{stream.Metadata.Name}-stream-key" };

    /// <summary>Reads the key; null with the reason when there is none to use.</summary>
    public async Task<(SecretView View, string? Key)> ReadAsync(LiveStream stream, CancellationToken cancellationToken)
    {
        var reference = ReferenceOf(stream);
        var secret = await client.FindAsync(BuiltInResources.Secrets, reference.Name, stream.Namespace(), cancellationToken);
        var given = stream.Spec.Input.StreamKeySecretRef is not null;
        if (secret is null)
            return given ? Unusable($"Secret \"{reference.Name}\" not found") : (new(SecretState.ToGenerate), null);
        if (!given && !secret.IsOwnedBy(stream))
            return Unusable($"Secret \"{reference.Name}\" exists and belongs to something else; name it to use it");
        if (secret.GetData(reference.Key) is not { Length: > 0 } bytes)
            return Unusable($"Secret \"{reference.Name}\" has no key \"{reference.Key}\"");
        var key = Encoding.UTF8.GetString(bytes).Trim();
        // A key that is ours to write is what the input has, whatever its form.
        return !given || Valid().IsMatch(key)
            ? (new(SecretState.Known) { LacksUrls = !given && LacksUrls(secret, stream.Recorded.Ingest, key) }, key)
            : Unusable(
                $"the value of \"{reference.Key}\" in Secret \"{reference.Name}\" "
                + "must be 16 to 128 letters, digits, hyphens or underscores");
    }

    /// <summary>Creates the Secret with the input's key, or with a new one. An existing Secret stays as it is.</summary>
    public async Task WriteAsync(LiveStream stream, string? existing, CancellationToken cancellationToken)
    {
        var reference = ReferenceOf(stream);
        var key = existing ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(GeneratedBytes));
        var secret = new V1Secret
        {
            Metadata = new()
            {
                Name = reference.Name,
                NamespaceProperty = stream.Namespace(),
                OwnerReferences = [OnairResources.LiveStreams.ReferenceTo(stream)],
            },
            Type = SecretTypes.StreamKey,
            Data = new Dictionary<string, byte[]> { [reference.Key] = Encoding.UTF8.GetBytes(key) },
        };
        try
        {
            await client.CreateAsync(BuiltInResources.Secrets, secret, cancellationToken);
        }
        catch (ApiException e) when (e.IsAlreadyExists)
        {
            // The next look shows whether it is ours.
        }
    }

    /// <summary>
    /// Adds the whole push URLs to the generated Secret, as <c>url-0</c> and <c>url-1</c>, for encoders that want one string.
    /// A Secret that the user gave is not touched.
    /// </summary>
    public async Task PublishUrlsAsync(
        LiveStream stream, IReadOnlyList<string> endpoints, string key, CancellationToken cancellationToken)
    {
        if (stream.Spec.Input.StreamKeySecretRef is not null) return;
        var data = new JsonObject();
        for (var i = 0; i < endpoints.Count; i++)
            data[$"url-{i}"] = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{endpoints[i]}/{key}"));
        await client.PatchAsync(
            BuiltInResources.Secrets, ReferenceOf(stream).Name, stream.Namespace(),
            Patch.Merge(new JsonObject { ["data"] = data }), null, cancellationToken);
    }

    private static bool LacksUrls(V1Secret secret, IngestStatus? ingest, string key) => (ingest?.Endpoints ?? []).Index().Any(e =>
        secret.GetData($"url-{e.Index}") is not { } url || Encoding.UTF8.GetString(url) != $"{e.Item}/{key}");

    private static (SecretView, string?) Unusable(string rule) =>
        (new(SecretState.Unusable, $"spec.input.streamKeySecretRef: {rule}"), null);

    [GeneratedRegex("^[A-Za-z0-9_-]{16,128}$")]
    private static partial Regex Valid();
}
