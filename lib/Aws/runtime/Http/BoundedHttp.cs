using System.Net;
using Amazon.Runtime;

namespace Onair.Aws.Http;

/// <summary>The HTTP clients of AWS's services. None waits for a body for ever.</summary>
/// <param name="policy">What limits the time of a body.</param>
public sealed class BoundedHttp(BodyPolicy policy) : HttpClientFactory
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(100);

    // As AWSSDK.Core sets up its own: no redirects, no decompression, the system's proxy. One pool for all clients.
    private static readonly SocketsHttpHandler Connections = new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionLifetime = TimeSpan.FromMinutes(10),
    };

    /// <inheritdoc/>
    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        ArgumentNullException.ThrowIfNull(clientConfig);
        var timeout = clientConfig.Timeout ?? DefaultTimeout;
        return new(new BodyDeadline(policy, timeout, TimeProvider.System) { InnerHandler = Connections }, disposeHandler: false) { Timeout = timeout };
    }

    /// <inheritdoc/>
    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;
}
