using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Onair.Tests.Bench.Admission;

/// <summary>
/// HTTP/2 over one TLS connection to a port of the loopback, as the API server keeps it to a webhook. The server's certificate
/// must be for the host and vouched for by the bundle; nothing is resumed from a connection before.
/// </summary>
internal sealed class Connection : IDisposable
{
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    // The chart's timeoutSeconds.
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly string _root;
    private readonly X509Certificate2Collection _trusted = [];
    private readonly HttpClient _http;

    /// <param name="host">The name that the certificate must be for.</param>
    /// <param name="port">The port of the loopback.</param>
    /// <param name="bundle">The authorities, PEM.</param>
    /// <param name="handshakes">What is noted of each handshake.</param>
    public Connection(string host, int port, byte[] bundle, Handshakes handshakes)
    {
        _root = $"https://{host}";
        _trusted.ImportFromPem(Encoding.ASCII.GetString(bundle));
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
            DisableCertificateDownloads = true,
            ApplicationPolicy = { new Oid(ServerAuthentication) },
        };
        policy.CustomTrustStore.AddRange(_trusted);
        var handler = new SocketsHttpHandler
        {
            SslOptions =
            {
                AllowTlsResume = false,
                CertificateChainPolicy = policy,
                RemoteCertificateValidationCallback = (_, certificate, _, errors) => handshakes.Note((X509Certificate2?)certificate, errors),
            },
            ConnectCallback = async (_, ct) =>
            {
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    await socket.ConnectAsync(IPAddress.Loopback, port, ct);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        };
        _http = new HttpClient(handler) { Timeout = Timeout, DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
    }

    /// <summary>The bearer token of each request.</summary>
    public string? Token
    {
        init => _http.DefaultRequestHeaders.Authorization = new("Bearer", value);
    }

    /// <summary>What precedes each path: a slash and the token by which the webhook knows API servers, or nothing.</summary>
    public string Prefix { get; init; } = "";

    public async Task<(int Status, byte[] Body)> PostAsync(string path, byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        using var answer = await _http.PostAsync(new Uri(_root + Prefix + path), content);
        return ((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync());
    }

    public void Dispose()
    {
        _http.Dispose();
        foreach (var certificate in _trusted) certificate.Dispose();
    }
}

/// <summary>What servers have shown.</summary>
internal sealed class Handshakes
{
    private readonly ConcurrentDictionary<string, int> _certificates = [];

    /// <summary>New connections.</summary>
    public int Count => _certificates.Values.Sum();

    /// <summary>Different certificates among them.</summary>
    public int Certificates => _certificates.Count;

    /// <summary>Whether the connection may be used: without any error.</summary>
    public bool Note(X509Certificate2? certificate, SslPolicyErrors errors)
    {
        _certificates.AddOrUpdate(certificate?.Thumbprint ?? "", 1, (_, n) => n + 1);
        return errors == SslPolicyErrors.None;
    }
}
