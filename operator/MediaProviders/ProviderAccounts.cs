using System.Collections.Concurrent;
using System.Text;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Onair.Kubernetes;
using Onair.Operator.Resources;

namespace Onair.Operator.MediaProviders;

/// <summary>
/// The accounts in use, one for each MediaProvider. An account is rebuilt when the provider's spec or its credentials Secret
/// changed; work that holds the former one finishes with it.
/// </summary>
internal sealed class ProviderAccounts(KubernetesClient client)
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);

    /// <summary>The account as it was last built; built when it is not there yet or the spec changed.</summary>
    /// <exception cref="CredentialsException">The Secret is missing or incomplete.</exception>
    public async Task<ProviderAccount> GetAsync(MediaProvider provider, CancellationToken cancellationToken) =>
        _entries.TryGetValue(provider.Metadata.Name!, out var entry) && entry.IsOf(provider)
            ? entry.Account
            : await RefreshAsync(provider, cancellationToken);

    /// <summary>Reads the credentials again, so that their rotation takes effect without a restart.</summary>
    /// <exception cref="CredentialsException">The Secret is missing or incomplete.</exception>
    public async Task<ProviderAccount> RefreshAsync(MediaProvider provider, CancellationToken cancellationToken)
    {
        var (credentials, version) = await CredentialsAsync(provider, cancellationToken);
        var name = provider.Metadata.Name!;
        return _entries.AddOrUpdate(
            name,
            _ => New(),
            (_, known) => known.IsOf(provider) && known.SecretVersion == version ? known : New()).Account;

        Entry New() => new(
            provider.Metadata.Uid, provider.Metadata.Generation, version,
            new ProviderAccount(name, provider.Spec.Aws, credentials));
    }

    public void Forget(string name) => _entries.TryRemove(name, out _);

    private async Task<(AWSCredentials Credentials, string? Version)> CredentialsAsync(
        MediaProvider provider, CancellationToken cancellationToken)
    {
        if (provider.Spec.Aws.CredentialsSecretRef is not { } reference)
            return (await DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync(), null);
        var secret = await client.FindAsync(ResourceTypes.Secrets, reference.Name, reference.Namespace, cancellationToken)
            ?? throw new CredentialsException(
                $"spec.aws.credentialsSecretRef: Secret \"{reference.Namespace}/{reference.Name}\" not found");
        var (id, key, token) = (Value("accessKeyId"), Value("secretAccessKey"), Value("sessionToken"));
        if (id is null || key is null)
            throw new CredentialsException(
                $"spec.aws.credentialsSecretRef: Secret \"{reference.Namespace}/{reference.Name}\" "
                + "must have the keys accessKeyId and secretAccessKey");
        return (token is null ? new BasicAWSCredentials(id, key) : new SessionAWSCredentials(id, key, token), secret.Metadata.ResourceVersion);

        string? Value(string name) =>
            secret.Data?.GetValueOrDefault(name) is { Length: > 0 } bytes ? Encoding.UTF8.GetString(bytes).Trim() : null;
    }

    private sealed record Entry(string? Uid, long? Generation, string? SecretVersion, ProviderAccount Account)
    {
        public bool IsOf(MediaProvider provider) => Uid == provider.Metadata.Uid && Generation == provider.Metadata.Generation;
    }
}

/// <summary>The provider's credentials cannot be had. The message names the field, the Secret and the rule.</summary>
internal sealed class CredentialsException(string message) : Exception(message);
