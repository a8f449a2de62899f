using System.Collections.Concurrent;
using Onair.Api.EventSinks;
using Onair.Events.Delivery;
using Onair.Events.Signing;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Secrets;
using Onair.Operator.ProviderAccess;

namespace Onair.Operator.EventSinks;

/// <summary>The Secrets of EventSinks, cached for a few seconds: they change without the EventSink.</summary>
internal sealed class SinkCredentials(SecretReader secrets, TimeProvider time)
{
    /// <summary>How long a result is cached, errors included.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(15);

    private const string TokenField = "spec.tokenSecretRef";
    private const string KeysField = "spec.signingSecretRef";

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>The credentials, or why there are none.</summary>
    /// <exception cref="ApiException">The API server does not answer.</exception>
    public async Task<(Credentials? Credentials, SecretProblem? Problem)> GetAsync(EventSink sink, CancellationToken cancellationToken)
    {
        if (sink.Spec.TokenSecretRef is null && sink.Spec.SigningSecretRef is null) return (Credentials.None, null);
        if (_entries.TryGetValue(sink.Key, out var known) && known.Version == (sink.Metadata.Uid, sink.Metadata.Generation) && time.GetElapsedTime(known.At) < Lifetime)
            return (known.Credentials, known.Problem);
        var at = time.GetTimestamp();
        var (credentials, problem) = await ReadAsync(sink, cancellationToken);
        _entries[sink.Key] = new((sink.Metadata.Uid, sink.Metadata.Generation), at, credentials, problem);
        return (credentials, problem);
    }

    /// <summary>Removes an EventSink's credentials from the cache.</summary>
    public void Forget(string sink) => _entries.TryRemove(sink, out _);

    private async Task<(Credentials? Credentials, SecretProblem? Problem)> ReadAsync(EventSink sink, CancellationToken cancellationToken)
    {
        var (token, signing) = (sink.Spec.TokenSecretRef, sink.Spec.SigningSecretRef);
        try
        {
            return (new(
                token is null ? null : TokenIn(await ValueAsync(TokenField, sink, token.Name, token.Key, cancellationToken)),
                signing is null ? [] : KeysIn(await ValueAsync(KeysField, sink, signing.Name, signing.Key, cancellationToken))), null);
        }
        catch (CredentialsException e)
        {
            return (null, new(e.Reason == SecretLabel.Refused ? e.Reason : SecretProblem.Missing, e.Message, e.MayCome));
        }
    }

    private async Task<string> ValueAsync(string field, EventSink sink, string name, string key, CancellationToken cancellationToken)
    {
        var secret = await NamedSecret.ReadAsync(secrets, field, SecretUse.In(sink, name), cancellationToken);
        return NamedSecret.Value(secret, key) ?? throw new CredentialsException($"{field}: {NamedSecret.Name(secret)} has no key \"{key}\"", mayCome: true);
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

    private sealed record Entry((string? Uid, long? Generation) Version, long At, Credentials? Credentials, SecretProblem? Problem);
}
