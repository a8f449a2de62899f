using System.Collections.Concurrent;
using Onair.Api.EventSinks;
using Onair.Kubernetes;
using Onair.Operator.MediaProviders;

namespace Onair.Operator.EventSinks.Requests;

/// <summary>The Secrets of EventSinks, read again after a few seconds: they change without the EventSink.</summary>
internal sealed class SinkSecretCache(KubernetesClient client, TimeProvider time)
{
    /// <summary>How long a read holds, what is wrong included.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>The Secrets, or what is wrong with them.</summary>
    /// <exception cref="ApiException">The API server does not say.</exception>
    public async Task<(SinkSecrets? Secrets, string? Problem)> GetAsync(EventSink sink, CancellationToken cancellationToken)
    {
        if (sink.Spec.TokenSecretRef is null && sink.Spec.SigningSecretRef is null) return (SinkSecrets.None, null);
        if (_entries.TryGetValue(sink.Key, out var known) && known.Of == (sink.Metadata.Uid, sink.Metadata.Generation) && time.GetElapsedTime(known.At) < Lifetime)
            return (known.Secrets, known.Problem);
        var at = time.GetTimestamp();
        var (secrets, problem) = await ReadAsync(sink, cancellationToken);
        _entries[sink.Key] = new((sink.Metadata.Uid, sink.Metadata.Generation), at, secrets, problem);
        return (secrets, problem);
    }

    /// <summary>Has them read again.</summary>
    public void Forget(string sink) => _entries.TryRemove(sink, out _);

    private async Task<(SinkSecrets? Secrets, string? Problem)> ReadAsync(EventSink sink, CancellationToken cancellationToken)
    {
        try
        {
            return (await SinkSecrets.ReadAsync(client, sink, cancellationToken), null);
        }
        catch (CredentialsException e)
        {
            return (null, e.Message);
        }
    }

    private sealed record Entry((string? Uid, long? Generation) Of, long At, SinkSecrets? Secrets, string? Problem);
}
