using System.Security.Cryptography;
using System.Text;
using k8s.Models;
using Onair.Kubernetes.Informers;

namespace Onair.Gateway.Access;

/// <summary>The API keys of all Secrets, from a cache that follows them: a key is revoked as soon as its Secret is gone.</summary>
internal sealed partial class ApiKeyLookup : IHostedService, IDisposable
{
    /// <summary>The name of the informer's index.</summary>
    public const string Index = "hash";

    // 16 bits of entropy of the index are no help in finding the rest, which is compared in constant time.
    private const int PrefixLength = 4;

    private readonly Informer<V1Secret> _secrets;
    private readonly ILogger<ApiKeyLookup> _logger;
    private IDisposable? _subscription;

    public ApiKeyLookup(Informer<V1Secret> secrets, ILogger<ApiKeyLookup> logger) => (_secrets, _logger) = (secrets, logger);

    /// <summary>The keys of the informer's index.</summary>
    public static IEnumerable<string> Prefixes(V1Secret secret) =>
        ApiKeySecret.Read(secret) is { Key: not null, Hash: var hash } ? [Prefix(hash)] : [];

    /// <summary>The caller of a key; null when no Secret has it, or more than one.</summary>
    public Caller? Find(string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        ApiKey? found = null;
        var count = 0;
        foreach (var secret in _secrets.ByIndex(Index, Prefix(hash)))
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
        _subscription = _secrets.Subscribe(e =>
        {
            if (e.Type != InformerEventType.Deleted && ApiKeySecret.Read(e.Object) is { Problem: { } problem }) LogUnusable(e.Object.Namespace(), e.Object.Name(), problem);
        });
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _subscription?.Dispose();

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
