using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Onair.Api.MediaProviders.Video;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Resources;
using Onair.Kubernetes.Secrets;

namespace Onair.Webhook.Callbacks;

/// <summary>
/// The secrets that sign callbacks, from the webhook's own namespace; the chart lists them by name. They are cached for some seconds, so that many callbacks do
/// not cause as many requests to the API server.
/// </summary>
internal sealed partial class CallbackSecrets(KubernetesClient client, SecretReader reader, WebhookSettings settings, TimeProvider time, ILogger<CallbackSecrets> logger)
{
    /// <summary>How long a Secret is cached, and thus how late a rotation takes effect.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);

    private static readonly char[] WhiteSpace = [' ', '\t', '\r', '\n'];
    private readonly ConcurrentDictionary<(string Provider, string Name, string Key), Entry> _entries = new();

    private string Namespace => settings.Namespace ?? client.Configuration.Namespace;

    /// <summary>The secrets, several during a rotation; empty when the Secret does not exist or may not be read; null when that is unknown.</summary>
    public async Task<IReadOnlyList<string>?> GetAsync(string provider, CallbackSecretReference reference, CancellationToken cancellationToken)
    {
        var entry = _entries.GetOrAdd((provider, reference.Name, reference.Key), _ => new());
        if (entry.IsFresh(time.GetUtcNow())) return entry.Secrets;
        await entry.Gate.WaitAsync(cancellationToken);
        try
        {
            // After waiting, another request may have read it already.
            if (!entry.IsFresh(time.GetUtcNow())) entry.Put(await ReadAsync(provider, reference, cancellationToken) ?? entry.Secrets, time.GetUtcNow() + Lifetime);
            return entry.Secrets;
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    private async Task<IReadOnlyList<string>?> ReadAsync(string provider, CallbackSecretReference reference, CancellationToken cancellationToken)
    {
        var name = $"{Namespace}/{reference.Name}";
        try
        {
            if (await reader.FindInstalledAsync(reference.Name, Namespace, cancellationToken) is not { } secret)
                return Missing(provider, $"Secret {name} does not exist");
            if (secret.GetData(reference.Key) is not { Length: > 0 } value)
                return Missing(provider, $"Secret {name} has no key {reference.Key}");
            string[] secrets = Encoding.UTF8.GetString(value).Split(WhiteSpace, StringSplitOptions.RemoveEmptyEntries);
            return secrets.Length > 0 ? secrets : Missing(provider, $"key {reference.Key} of Secret {name} is empty");
        }
        catch (ApiException e) when (e.StatusCode == HttpStatusCode.Forbidden)
        {
            return Missing(provider, $"Secret {name} may not be read: the chart's webhook.callbacks.secretNames must name {reference.Name}");
        }
        catch (Exception e) when (
            e is ApiException or HttpRequestException or TimeoutException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The last known secrets stay in use.
            LogFailed(e, provider, name);
            return null;
        }
    }

    private IReadOnlyList<string> Missing(string provider, string reason)
    {
        LogMissing(provider, reason);
        return [];
    }

    private sealed class Entry
    {
        private volatile State _state = new(null, DateTimeOffset.MinValue);

        public SemaphoreSlim Gate { get; } = new(1);

        public IReadOnlyList<string>? Secrets => _state.Secrets;

        public bool IsFresh(DateTimeOffset now) => now < _state.Until;

        public void Put(IReadOnlyList<string>? secrets, DateTimeOffset until) => _state = new(secrets, until);

        private sealed record State(IReadOnlyList<string>? Secrets, DateTimeOffset Until);
    }
}
