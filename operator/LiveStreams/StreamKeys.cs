using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using k8s.Models;
using Onair.Api;
using Onair.Api.Common;
using Onair.Api.LiveStreams;
using Onair.Kubernetes.Resources;
using Onair.Kubernetes.Secrets;
using Onair.Operator.LiveStreams.Decisions;

namespace Onair.Operator.LiveStreams;

/// <summary>
/// Stream keys live in Secrets: the one that the user names, or a generated one that the LiveStream owns. A key is never
/// part of a message.
/// </summary>
internal sealed partial class StreamKeys(SecretReader reader, OwnedSecretWriter writer)
{
    private const int GeneratedBytes = 24;

    /// <summary>The Secret that holds the stream's key.</summary>
    public static SecretKeyReference ReferenceOf(LiveStream stream) =>
        stream.Spec.Input.StreamKeySecretRef ?? new() { Name = $"{stream.Metadata.Name}-stream-key" };

    /// <summary>Reads the key; null with the reason when there is none to use.</summary>
    public Task<(SecretView View, string? Key)> ReadAsync(LiveStream stream, CancellationToken cancellationToken) =>
        stream.Spec.Input.StreamKeySecretRef is { } given ? GivenAsync(stream, given, cancellationToken) : GeneratedAsync(stream, ReferenceOf(stream), cancellationToken);

    /// <summary>Creates the Secret with the input's key, or with a new one. An existing Secret stays as it is; the next look shows whether it is ours.</summary>
    public Task WriteAsync(LiveStream stream, string? existing, CancellationToken cancellationToken)
    {
        var reference = ReferenceOf(stream);
        var key = existing ?? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(GeneratedBytes));
        return writer.AddAsync(Owner(stream), SecretContent.Of(reference.Name, reference.Key, key) with { Type = SecretTypes.StreamKey }, cancellationToken);
    }

    /// <summary>
    /// Adds the whole push URLs to the generated Secret, as <c>url-0</c> and <c>url-1</c>, for encoders that want one string.
    /// A Secret that the user gave is not touched.
    /// </summary>
    public async Task PublishUrlsAsync(
        LiveStream stream, IReadOnlyList<string> endpoints, string key, CancellationToken cancellationToken)
    {
        if (stream.Spec.Input.StreamKeySecretRef is not null) return;
        var urls = endpoints.Index().ToDictionary(e => $"url-{e.Index}", e => (string?)$"{e.Item}/{key}");
        await writer.ChangeAsync(Owner(stream), SecretContent.Of(ReferenceOf(stream).Name, urls), cancellationToken);
    }

    private async Task<(SecretView View, string? Key)> GivenAsync(LiveStream stream, SecretKeyReference reference, CancellationToken cancellationToken)
    {
        switch (await reader.ReadAsync(SecretUse.In(stream, reference.Name), cancellationToken))
        {
            case SecretAnswer.Refused { Message: var refusal }:
                return Unusable(refusal, SecretLabel.Refused);
            case SecretAnswer.Readable { Content: var secret }:
                if (KeyIn(secret, reference) is not { } key) return NoKey(reference);
                return Valid().IsMatch(key)
                    ? (new(SecretState.Known), key)
                    : Unusable(
                        $"the value of \"{reference.Key}\" in Secret \"{reference.Name}\" "
                        + "must be 16 to 128 letters, digits, hyphens or underscores");
            default:
                return Unusable($"Secret \"{reference.Name}\" not found", mayCome: true);
        }
    }

    // A key that is ours to write is what the input has, whatever its form.
    private async Task<(SecretView View, string? Key)> GeneratedAsync(LiveStream stream, SecretKeyReference reference, CancellationToken cancellationToken)
    {
        var found = await reader.FindOwnedAsync(stream, reference.Name, cancellationToken);
        if (found.IsAnothers) return Unusable($"{OwnedSecret.Taken(reference.Name)}; name it to use it");
        if (found.Secret is not { } secret) return (new(SecretState.ToGenerate), null);
        return KeyIn(secret, reference) is { } key ? (new(SecretState.Known) { LacksUrls = LacksUrls(secret, stream.Recorded.Ingest, key) }, key) : NoKey(reference);
    }

    private static SecretOwner Owner(LiveStream stream) => SecretOwner.Of(OnairResources.LiveStreams, stream);

    private static string? KeyIn(V1Secret secret, SecretKeyReference reference) =>
        secret.GetData(reference.Key) is { Length: > 0 } bytes ? Encoding.UTF8.GetString(bytes).Trim() : null;

    private static (SecretView, string?) NoKey(SecretKeyReference reference) => Unusable($"Secret \"{reference.Name}\" has no key \"{reference.Key}\"", mayCome: true);

    private static bool LacksUrls(V1Secret secret, IngestStatus? ingest, string key) => (ingest?.Endpoints ?? []).Index().Any(e =>
        secret.GetData($"url-{e.Index}") is not { } url || Encoding.UTF8.GetString(url) != $"{e.Item}/{key}");

    private static (SecretView, string?) Unusable(string rule, string? reason = null, bool mayCome = false) =>
        (SecretView.Unusable($"spec.input.streamKeySecretRef: {rule}", reason, mayCome), null);

    [GeneratedRegex("^[A-Za-z0-9_-]{16,128}$")]
    private static partial Regex Valid();
}
