using System.Collections.Concurrent;
using System.Net;
using System.Text;
using k8s;
using k8s.Models;
using Onair.Api.Common;
using Onair.Gateway.Access;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;
using Onair.Kubernetes.Secrets;

namespace Onair.Gateway.Streams;

/// <summary>
/// Values of the Secrets with stream keys. Those that Onair has generated have a type of their own, and are watched; what a user has named is read,
/// and read again after a minute.
/// </summary>
internal sealed partial class StreamSecrets
{
    private const int MostValues = 10_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(NamespacedName, string), (string? Value, DateTimeOffset Until)> _read = new();
    private readonly SecretReader _reader;
    private readonly TimeProvider _time;
    private readonly ILogger<StreamSecrets> _logger;

    public StreamSecrets(SecretReader reader, StreamApiSettings settings, TimeProvider time, ILogger<StreamSecrets> logger)
    {
        (_reader, _time, _logger) = (reader, time, logger);
        Watched = new(reader, settings, SecretTypes.StreamKey, new Dictionary<string, Func<V1Secret, IEnumerable<string>>>(), time, logger);
    }

    /// <summary>The cache of the generated ones.</summary>
    public SecretCache Watched { get; }

    /// <summary>The value of an entry; null without one.</summary>
    /// <param name="by">The object that names the Secret, in its namespace.</param>
    /// <param name="name">Name of the Secret.</param>
    /// <param name="entry">The entry.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<string?> FindAsync(IKubernetesObject<V1ObjectMeta> by, string name, string entry, CancellationToken cancellationToken)
    {
        var (use, key) = (SecretUse.In(by, name), new NamespacedName(by.Namespace(), name));
        if (Watched.Find(key) is { } watched) return Text(_reader.Judge(use, watched), entry);
        if (_read.TryGetValue((key, entry), out var read) && _time.GetUtcNow() < read.Until) return read.Value;
        var value = await ReadAsync(use, entry, cancellationToken);
        if (_read.Count >= MostValues) _read.Clear();
        _read[(key, entry)] = (value, _time.GetUtcNow() + Lifetime);
        return value;
    }

    private async Task<string?> ReadAsync(SecretUse use, string entry, CancellationToken cancellationToken)
    {
        try
        {
            return Text(await _reader.ReadAsync(use, cancellationToken), entry);
        }
        catch (ApiException e) when (e.StatusCode == HttpStatusCode.Forbidden)
        {
            // The other fields of the stream need no Secret.
            LogForbidden(use.Namespace, use.Name);
            return null;
        }
    }

    private static string? Text(SecretAnswer answer, string entry) =>
        answer.Secret?.GetData(entry) is { Length: > 0 } bytes ? Encoding.UTF8.GetString(bytes).Trim() : null;

    [LoggerMessage(31, LogLevel.Warning, "Secret {Namespace}/{Name} cannot be read: add the namespace to gateway.streamApi.keyNamespaces of the chart")]
    private partial void LogForbidden(string @namespace, string name);
}
