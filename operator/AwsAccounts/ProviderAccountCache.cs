using System.Collections.Concurrent;
using Amazon.Runtime;
using Amazon.Runtime.Credentials;
using Onair.Api.MediaProviders;
using Onair.Kubernetes.Secrets;
using Onair.Operator.AwsAccounts.Limits;
using Onair.Operator.ProviderAccess;

namespace Onair.Operator.AwsAccounts;

/// <summary>
/// The accounts in use, one for each MediaProvider. An account is rebuilt when the provider's spec or one of its Secrets
/// changes; work that holds the old one finishes with it. Nobody gets an account before STS has said that it is the provider's.
/// </summary>
internal sealed class ProviderAccountCache(SecretReader reader, ProviderRules rules, AccountHealthRegistry healths, TimeProvider time)
{
    // How long credentials are reused before the Secrets are read again. A rotated Secret takes effect within this time.
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly Lock _change = new();

    /// <summary>The account that the provider is pinned to, with Secrets that were read within the last seconds.</summary>
    /// <exception cref="CredentialsException">The credentials cannot be obtained, or not verified, or belong to another account.</exception>
    public async Task<ProviderAccount> GetAsync(MediaProvider provider, CancellationToken cancellationToken)
    {
        if (!_entries.TryGetValue(provider.Metadata.Name!, out var entry) || !entry.IsOf(provider) || entry.Age() >= Fresh)
            entry = await RefreshAsync(provider, cancellationToken);
        var identity = await entry.Verification.GetAsync(cancellationToken);
        AccountPin.Ensure(provider.Status, identity);
        return entry.Account;
    }

    /// <summary>
    /// Reads the Secrets and asks STS again, so that their rotation takes effect without a restart. The account may be another one than before.
    /// </summary>
    /// <exception cref="CredentialsException">The credentials cannot be obtained.</exception>
    public async Task<(ProviderAccount Account, AccountIdentity Identity)> VerifyAsync(MediaProvider provider, CancellationToken cancellationToken)
    {
        var entry = await RefreshAsync(provider, cancellationToken);
        return (entry.Account, await entry.Verification.AskAsync(cancellationToken));
    }

    public void Forget(string name)
    {
        _entries.TryRemove(name, out _);
        healths.Forget(name);
    }

    private async Task<Entry> RefreshAsync(MediaProvider provider, CancellationToken cancellationToken)
    {
        if (rules.Check(provider) is { Count: > 0 } violations) throw new CredentialsException(string.Join("; ", violations));
        if (provider.Spec.Aws is not { } aws) throw new CredentialsException($"MediaProvider \"{provider.Metadata.Name}\" has no spec.aws");
        var (name, secrets) = (provider.Metadata.Name!, await ProviderSecrets.ReadAsync(reader, provider, aws, cancellationToken));
        if (!_entries.TryGetValue(name, out var entry) || !entry.IsOf(provider, secrets))
            entry = Put(name, provider, aws, secrets, await CredentialsAsync(aws, secrets));
        if (entry.Credentials is WebIdentityCredentials identity) await identity.VerifyAsync();
        entry.Checked();
        return entry;
    }

    // Concurrent callers share one account, and with it its rate limit.
    private Entry Put(string name, MediaProvider provider, AwsSpec aws, ProviderSecrets secrets, AWSCredentials credentials)
    {
        lock (_change)
        {
            if (_entries.TryGetValue(name, out var known) && known.IsOf(provider, secrets)) return known;
            var same = known is not null && known.Account.Aws.RateLimit == aws.RateLimit;
            var limit = same ? known!.Account.MediaLiveLimit : new CallLimiter(aws.RateLimit.RequestsPerSecond, aws.RateLimit.Burst, time);
            return _entries[name] = new(
                provider.Metadata.Uid, provider.Metadata.Generation, secrets.Version, credentials,
                new ProviderAccount(name, aws, credentials, secrets.CdnIdentifier, limit, healths.Of(name), same ? known!.Account.IvsLimit : null), time);
        }
    }

    private static async Task<AWSCredentials> CredentialsAsync(AwsSpec aws, ProviderSecrets secrets) =>
        secrets.Credentials
        ?? (aws.WebIdentity is { } identity
            ? new WebIdentityCredentials(aws, identity, WebIdentityCredentials.TokenFile)
            : await DefaultAWSCredentialsIdentityResolver.GetCredentialsAsync());

    private sealed class Entry(string? uid, long? generation, string version, AWSCredentials credentials, ProviderAccount account, TimeProvider time)
    {
        private long _checked = long.MinValue;

        public AWSCredentials Credentials => credentials;

        public ProviderAccount Account => account;

        public AccountVerification Verification { get; } = new(account, time);

        public bool IsOf(MediaProvider provider) => uid == provider.Metadata.Uid && generation == provider.Metadata.Generation;

        public bool IsOf(MediaProvider provider, ProviderSecrets secrets) => IsOf(provider) && version == secrets.Version;

        public void Checked() => Volatile.Write(ref _checked, time.GetTimestamp());

        public TimeSpan Age() =>
            Volatile.Read(ref _checked) is > long.MinValue and var moment ? time.GetElapsedTime(moment) : TimeSpan.MaxValue;
    }
}
