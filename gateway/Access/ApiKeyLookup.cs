using System.Security.Cryptography;
using System.Text;
using k8s.Models;
using Onair.Kubernetes.Informers;
using Onair.Kubernetes.Secrets;

namespace Onair.Gateway.Access;

/// <summary>The API keys in Secrets, from a cache that follows them: a key is revoked as soon as its Secret is gone.</summary>
internal sealed partial class ApiKeyLookup : IHostedService, IDisposable
{
    /// <summary>The name of the informer's index.</summary>
    public const string Index = "hash";

    // 16 bits of entropy of the index are no help in finding the rest, which is compared in constant time.
    private const int PrefixLength = 4;

    private readonly ILogger<ApiKeyLookup> _logger;
    private readonly List<IDisposable> _subscriptions = [];

    public ApiKeyLookup(SecretReader reader, StreamApiSettings settings, TimeProvider time, ILogger<ApiKeyLookup> logger)
    {
        _logger = logger;
        Secrets = new(reader, settings, ApiKeySecret.Type, new Dictionary<string, Func<V1Secret, IEnumerable<string>>> { [Index] = Prefixes }, time, logger);
    }

    /// <summary>The cache.</summary>
    public SecretCache Secrets { get; }

    /// <summary>The keys of the informer's index.</summary>
    public static IEnumerable<string> Prefixes(V1Secret secret) =>
        ApiKeySecret.Read(secret) is { Key: not null, Hash: var hash } ? [Prefix(hash)] : [];

    /// <summary>The caller of a key; null when no Secret has it, or more than one.</summary>
    public Caller? Find(string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        ApiKey? found = null;
        var count = 0;
        foreach (var secret in Secrets.ByIndex(Index, Prefix(hash)))
        {
            var (candidate, known, _) = ApiKeySecret.Read(secret);
            if (candidate is null || secret.Metadata.DeletionTimestamp is not null || !CryptographicOperations.FixedTimeEquals(known, hash)) continue;
            found = candidate;
            count++;
        }
        if (count > 1) LogAmbiguous(count, found!.Namespace, found.Name);
        return count == 1 ? CallerOf(found!) : null;
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _subscriptions.AddRange(Secrets.Informers.Select(i => i.Subscribe(Check)));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (var subscription in _subscriptions) subscription.Dispose();
    }

    private void Check(InformerEvent<V1Secret> e)
    {
        if (e.Type != InformerEventType.Deleted && ApiKeySecret.Read(e.Object) is { Problem: { } problem }) LogUnusable(e.Object.Namespace(), e.Object.Name(), problem);
    }

    // As the API server describes an account that presents a token of its own:
    // https://kubernetes.io/docs/reference/access-authn-authz/authentication/#service-account-tokens
    private static Caller CallerOf(ApiKey key) => new()
    {
        User = $"system:serviceaccount:{key.Namespace}:{key.ServiceAccount}",
        Groups = ["system:serviceaccounts", $"system:serviceaccounts:{key.Namespace}", "system:authenticated"],
        Namespace = key.Namespace,
        Key = key,
    };

    private static string Prefix(byte[] hash) => Convert.ToHexString(hash, 0, PrefixLength / 2);

    [LoggerMessage(21, LogLevel.Warning, "The API key {Namespace}/{Name} is not usable: {Problem}")]
    private partial void LogUnusable(string @namespace, string name, string problem);

    [LoggerMessage(22, LogLevel.Warning, "{Count} Secrets describe the same API key, {Namespace}/{Name} among them: none is used")]
    private partial void LogAmbiguous(int count, string @namespace, string name);
}
