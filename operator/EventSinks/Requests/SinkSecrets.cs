using Onair.Api.EventSinks;
using Onair.Events.Signing;
using Onair.Kubernetes;
using Onair.Operator.MediaProviders;
using SecretReference = Onair.Api.Common.SecretReference;

namespace Onair.Operator.EventSinks.Requests;

/// <summary>What an EventSink keeps in Secrets of its namespace. Never logged.</summary>
/// <param name="Token">What is sent as Bearer; null without it.</param>
/// <param name="Keys">What requests are signed with; empty without.</param>
internal sealed record SinkSecrets(string? Token, IReadOnlyList<byte[]> Keys)
{
    private const string TokenField = "spec.tokenSecretRef";
    private const string KeysField = "spec.signingSecretRef";

    public static SinkSecrets None { get; } = new(null, []);

    /// <exception cref="CredentialsException">A Secret is missing or incomplete.</exception>
    public static async Task<SinkSecrets> ReadAsync(KubernetesClient client, EventSink sink, CancellationToken cancellationToken)
    {
        var (token, signing) = (sink.Spec.TokenSecretRef, sink.Spec.SigningSecretRef);
        return new(
            token is null ? null : TokenIn(await ValueAsync(client, TokenField, sink, token.Name, token.Key, cancellationToken)),
            signing is null ? [] : KeysIn(await ValueAsync(client, KeysField, sink, signing.Name, signing.Key, cancellationToken)));
    }

    /// <summary>A text without the token, should the receiver have said it.</summary>
    public string Redacted(string text) => Token is null ? text : text.Replace(Token, "***", StringComparison.Ordinal);

    // Records print their members; none of these may get into a log that way.
    public override string ToString() => $"{(Token is null ? "no" : "a")} token, {Keys.Count} signing keys";

    private static async Task<string> ValueAsync(KubernetesClient client, string field, EventSink sink, string name, string key, CancellationToken cancellationToken)
    {
        var secret = await NamedSecret.ReadAsync(client, field, new SecretReference { Name = name, Namespace = sink.Metadata.Namespace! }, cancellationToken);
        return NamedSecret.Value(secret, key) ?? throw new CredentialsException($"{field}: {NamedSecret.Name(secret)} has no key \"{key}\"");
    }

    private static string TokenIn(string value) => value.All(c => c is > ' ' and <= '~')
        ? value
        : throw new CredentialsException($"{TokenField}: the token must consist of printable ASCII characters without spaces");

    private static IReadOnlyList<byte[]> KeysIn(string value)
    {
        try
        {
            return WebhookSignature.Keys(value);
        }
        catch (FormatException e)
        {
            throw new CredentialsException($"{KeysField}: {e.Message}");
        }
    }
}
