using Amazon.Runtime;
using Onair.Api.MediaProviders;
using Onair.Operator.AwsAccounts.Limits;

namespace Onair.Operator.AwsAccounts;

/// <summary>Makes the services of one account, and disposes of their clients.</summary>
/// <param name="provider">The MediaProvider's name.</param>
/// <param name="aws">Its spec.</param>
/// <param name="credentials">What all calls are signed with.</param>
/// <param name="health">Whether AWS answers.</param>
internal sealed class AwsServiceSet(string provider, AwsSpec aws, AWSCredentials credentials, AccountHealth health) : IDisposable
{
    private readonly List<IDisposable> _clients = [];

    public AwsSpec Aws => aws;

    public AWSCredentials Credentials => credentials;

    public AccountHealth Health => health;

    /// <summary>The settings of a client whose failed calls may have taken effect.</summary>
    public TConfig LookFirst<TConfig>(TConfig config) where TConfig : ClientConfig => ClientSettings.For(aws, config, ClientSettings.LookFirst);

    /// <summary>The settings of a client that may repeat a call.</summary>
    public TConfig ReadRetries<TConfig>(TConfig config) where TConfig : ClientConfig => ClientSettings.For(aws, config, ClientSettings.ReadRetries);

    /// <summary>A service that counts for the account's health.</summary>
    /// <param name="name">Its name, for metrics.</param>
    /// <param name="client">Its client.</param>
    /// <param name="limit">Its rate limit; null without one of ours.</param>
    public AwsService<TClient> Add<TClient>(string name, TClient client, CallLimiter? limit = null) where TClient : IDisposable => Add(name, client, health, limit);

    /// <summary>A service that no resource waits for: its silence refuses no call.</summary>
    /// <param name="name">Its name, for metrics.</param>
    /// <param name="client">Its client.</param>
    public AwsService<TClient> AddAside<TClient>(string name, TClient client) where TClient : IDisposable => Add(name, client, null, null);

    public void Dispose()
    {
        foreach (var client in _clients) client.Dispose();
    }

    private AwsService<TClient> Add<TClient>(string name, TClient client, AccountHealth? watched, CallLimiter? limit) where TClient : IDisposable
    {
        _clients.Add(client);
        return new(provider, name, client, watched, limit);
    }
}
