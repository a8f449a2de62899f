using System.Collections.Concurrent;
using System.Text;
using k8s.Models;
using Onair.Api.Common;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;

namespace Onair.Gateway.Streams;

/// <summary>
/// Values of the Secrets with stream keys. Those that Onair has generated have a type of their own, and are watched; what a user has named is read,
/// and read again after a minute.
/// </summary>
internal sealed class StreamSecrets
{
    private const int MostValues = 10_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(NamespacedName, string), (string? Value, DateTimeOffset Until)> _read = new();
    private readonly KubernetesClient _client;
    private readonly TimeProvider _time;

    public StreamSecrets(KubernetesClient client, StreamApiSettings settings, TimeProvider time, ILogger<StreamSecrets> logger)
    {
        (_client, _time) = (client, time);
        Watched = new(
            client, BuiltInResources.Secrets,
            // The API server selects: no other Secret reaches the cache.
            new() { Namespace = settings.WatchNamespace, FieldSelector = $"type={SecretTypes.StreamKey}" }, time, logger);
    }

    /// <summary>The cache of the generated ones.</summary>
    public Informer<V1Secret> Watched { get; }

    /// <summary>The value of an entry; null without one.</summary>
    public async Task<string?> FindAsync(string ns, string name, string entry, CancellationToken cancellationToken)
    {
        var key = new NamespacedName(ns, name);
        if (Watched.Known.Get(key) is { } watched) return Text(watched, entry);
        if (_read.TryGetValue((key, entry), out var read) && _time.GetUtcNow() < read.Until) return read.Value;
        var secret = await _client.FindAsync(BuiltInResources.Secrets, name, ns, cancellationToken);
        var value = secret is null ? null : Text(secret, entry);
        if (_read.Count >= MostValues) _read.Clear();
        _read[(key, entry)] = (value, _time.GetUtcNow() + Lifetime);
        return value;
    }

    private static string? Text(V1Secret secret, string entry) => secret.GetData(entry) is { Length: > 0 } bytes ? Encoding.UTF8.GetString(bytes).Trim() : null;
}
