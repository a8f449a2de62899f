using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Onair.Api.MediaProviders.Video;
using Onair.Kubernetes;

namespace Onair.Webhook.Callbacks;

/// <summary>
/// What callbacks are signed with: Secrets in the namespace that the webhook is in, remembered for some seconds, so that nobody who
/// sends many callbacks has the API server asked as often.
/// </summary>
internal sealed partial class CallbackSecrets(KubernetesClient client, WebhookSettings settings, TimeProvider time, ILogger<CallbackSecrets> log)
{
    /// <summary>How long a Secret is remembered: how late a new one is known.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);

    private static readonly char[] WhiteSpace = [' ', '\t', '\r', '\n'];
    private readonly ConcurrentDictionary<(string Provider, string Name, string Key), Entry> _entries = new();

    private string Namespace => settings.Namespace ?? client.Configuration.Namespace;

    /// <summary>The secrets, several during a rotation; none when there is no such Secret, or no right to read it; null when that cannot be told now.</summary>
    public async Task<IReadOnlyList<string>?> GetAsync(string provider, CallbackSecretReference reference, CancellationToken ct)
    {
        var entry = _entries.GetOrAdd((provider, reference.Name, reference.Key), _ => new());
        if (entry.IsFresh(time.GetUtcNow())) return entry.Secrets;
        await entry.Gate.WaitAsync(ct);
        try
        {
            // Who waited finds what the one before has read.
            if (!entry.IsFresh(time.GetUtcNow())) entry.Put(await ReadAsync(provider, reference, ct) ?? entry.Secrets, time.GetUtcNow() + Lifetime);
            return entry.Secrets;
        }
        finally
        {
            entry.Gate.Release();
        }
    }

    private async Task<IReadOnlyList<string>?> ReadAsync(string provider, CallbackSecretReference reference, CancellationToken ct)
    {
        var name = $"{Namespace}/{reference.Name}";
        try
        {
            if (await client.FindAsync(ResourceTypes.Secrets, reference.Name, Namespace, ct) is not { } secret)
                return Missing(provider, $"there is no Secret {name}");
            if (secret.Data?.GetValueOrDefault(reference.Key) is not { Length: > 0 } value)
                return Missing(provider, $"Secret {name} has no key {reference.Key}");
            string[] secrets = Encoding.UTF8.GetString(value).Split(WhiteSpace, StringSplitOptions.RemoveEmptyEntries);
            return secrets.Length > 0 ? secrets : Missing(provider, $"key {reference.Key} of Secret {name} is empty");
        }
        catch (ApiException e) when (e.StatusCode == HttpStatusCode.Forbidden)
        {
            return Missing(provider, $"Secret {name} may not be read: the chart's webhook.callbacks.secretNames must name {reference.Name}");
        }
        catch (Exception e) when (e is ApiException or HttpRequestException or TimeoutException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            // What was known last goes on.
            LogFailed(log, e, provider, name);
            return null;
        }
    }

    private IReadOnlyList<string> Missing(string provider, string reason)
    {
        LogMissing(log, provider, reason);
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
