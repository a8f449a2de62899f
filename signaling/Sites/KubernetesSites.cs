using System.Collections.Concurrent;
using System.Net;
using Onair.Api.BroadcastSites;
using Onair.Kubernetes.Client;
using Onair.Kubernetes.Hosting;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Resources;
using Onair.Kubernetes.Secrets;

namespace Onair.Signaling.Sites;

/// <summary>The sites of the cluster. Secrets are cached for some seconds, so that many pages do not cause as many requests to the API server.</summary>
internal sealed partial class KubernetesSites(
    Informer<BroadcastSite> informer, SecretReader reader, KubernetesHealth health, SignalingSettings settings, TimeProvider time, ILogger<KubernetesSites> logger) : ISites
{
    /// <summary>How long a Secret is cached, and thus how late a rotation takes effect.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<(string Namespace, string Name, string Key), (SiteSecret Secret, DateTimeOffset Until)> _secrets = new();

    private readonly ServedSites _served = new(site => site.Metadata.Unreadable is null && BroadcastSiteRules.Blocking(site.Case(settings.AllowedCidrs)).Count == 0);

    public IReadOnlyCollection<BroadcastSite> All => [.. informer.List()];

    public BroadcastSite? Find(string path) =>
        path.Split('/') is [var ns, var name] ? _served.Of(path, informer.Get(new(ns, name))) : null;

    public async Task<SiteSecret> SecretAsync(BroadcastSite site, SiteSecretReference reference, CancellationToken cancellationToken)
    {
        var key = (site.Metadata.NamespaceProperty, reference.Name, reference.Key);
        if (_secrets.TryGetValue(key, out var known) && time.GetUtcNow() < known.Until) return known.Secret;
        SiteSecret secret;
        try
        {
            secret = await reader.ReadAsync(SecretUse.In(site, reference.Name), cancellationToken) switch
            {
                SecretAnswer.Readable { Content: var found } => SiteSecret.Of(found.GetData(reference.Key)),
                SecretAnswer.Refused => new(null, SecretLack.NoLabel),
                _ => new(null, SecretLack.NoSecret),
            };
            if (secret.Value is null) LogMissing(site.Path, reference.Name, reference.Key);
        }
        catch (Exception e) when (e is ApiException or HttpRequestException or TimeoutException)
        {
            LogFailed(e, site.Path, reference.Name);
            var lack = e is ApiException { StatusCode: HttpStatusCode.Forbidden } ? SecretLack.Forbidden
                : known.Secret.Value is null ? SecretLack.NoAnswer
                : SecretLack.None;
            // The last known value stays in use.
            secret = new(known.Secret.Value, lack);
        }
        _secrets[key] = (secret, time.GetUtcNow() + Lifetime);
        return secret;
    }

    public string? Unready() => health.Unready();

    [LoggerMessage(1, LogLevel.Warning, "BroadcastSite {Site}: Secret {Secret} has no entry {Key}, does not exist, or lacks the label onair.dev/readable=true")]
    private partial void LogMissing(string site, string secret, string key);

    [LoggerMessage(2, LogLevel.Warning, "BroadcastSite {Site}: Secret {Secret} cannot be read. signaling.secretNames of the chart must name it.")]
    private partial void LogFailed(Exception reason, string site, string secret);
}
