using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Onair.Kubernetes.Client;
using Onair.Tests.Unit.Webhook.Certificates;
using Onair.Webhook;

namespace Onair.Tests.Unit.Webhook;

/// <summary>The whole webhook on three ports of this machine, with an API server of the test's and a clock that stands still.</summary>
public sealed class WebhookHost : IAsyncDisposable, ILoggerProvider
{
    /// <summary>The collection of those who have one, at one time: the meters of a process are shared.</summary>
    public const string Alone = "webhook host";

    /// <summary>The operator's user.</summary>
    public const string Operator = "system:serviceaccount:onair-system:onair";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("onair-webhook-");
    private readonly WebApplication _app;
    private readonly KubernetesClient _client;

    public WebhookHost()
    {
        (Port, HealthPort, CallbackPort) = FreePorts.Take(3) is [var port, var health, var callbacks] ? (port, health, callbacks) : default;
        _client = Cluster.Client(Time);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders().AddProvider(this);
        builder.Services.AddSingleton<TimeProvider>(Time).AddSingleton(_client);
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
        [
            new("Webhook:Port", $"{Port}"), new("Webhook:HealthPort", $"{HealthPort}"), new("Webhook:CallbackPort", $"{CallbackPort}"),
            new("Webhook:Namespace", "onair-system"), new("Webhook:OperatorUsers:0", Operator), new("Webhook:CertificateFolder", _folder.FullName),
        ]).Build();
        _app = WebhookApp.Build(builder, WebhookSettings.Read(new(configuration)));
    }

    public int Port { get; }

    public int HealthPort { get; }

    public int CallbackPort { get; }

    public ConcurrentQueue<string> Logged { get; } = new();

    internal FakeCluster Cluster { get; } = new();

    internal FakeTime Time { get; } = new();

    internal TestCertificates Certificates { get; } = new();

    /// <summary>A webhook that has its certificate and its cache.</summary>
    public static async Task<WebhookHost> ReadyAsync()
    {
        var host = new WebhookHost();
        host.Install(host.Certificates.Issue("first"));
        host.Cluster.Providers.Add(Reviews.Provider());
        await host.StartAsync();
        await UntilAsync(async () => await host.StatusAsync("/readyz") == HttpStatusCode.OK);
        return host;
    }

    public T Service<T>()
        where T : notnull => _app.Services.GetRequiredService<T>();

    public Task StartAsync() => _app.StartAsync();

    public Task StopAsync() => _app.StopAsync();

    public void Install((string Certificate, string Key) pair)
    {
        InstallFile("tls.crt", pair.Certificate);
        InstallFile("tls.key", pair.Key);
    }

    public void InstallFile(string name, string content) => File.WriteAllText(Path.Combine(_folder.FullName, name), content);

    public async Task<HttpStatusCode> StatusAsync(string path) => (await PlainAsync(path)).Status;

    public async Task<(HttpStatusCode Status, string Text)> PlainAsync(string path, HttpMethod? method = null)
    {
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, $"http://127.0.0.1:{HealthPort}{path}");
        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Over TLS, trusting the test's root alone.</summary>
    public async Task<(HttpStatusCode Status, string Text, Version Version)> PostAsync(string path, HttpContent content, string version = "2.0")
    {
        using var handler = new SocketsHttpHandler
        {
            SslOptions = new()
            {
                CertificateChainPolicy = new()
                {
                    TrustMode = X509ChainTrustMode.CustomRootTrust,
                    CustomTrustStore = { Certificates.Root },
                    RevocationMode = X509RevocationMode.NoCheck,
                    DisableCertificateDownloads = true,
                },
            },
        };
        using var http = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://127.0.0.1:{Port}{path}")
        {
            Content = content,
            Version = new(version),
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        // So that a refusal of a body that is never read is seen.
        request.Headers.ExpectContinue = version == "1.1";
        using var answer = await http.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), answer.Version);
    }

    public static StringContent Json(string text) => new(text, new MediaTypeHeaderValue("application/json"));

    /// <summary>The subject of the certificate that a new connection is served with; null when the handshake fails.</summary>
    public async Task<string?> SubjectAsync(SslProtocols protocols = SslProtocols.None)
    {
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, Port);
#pragma warning disable CA5359 // What is served is looked at, not trusted.
        await using var tls = new SslStream(connection.GetStream(), false, (_, _, _, _) => true);
#pragma warning restore CA5359
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = "127.0.0.1", EnabledSslProtocols = protocols });
            return tls.RemoteCertificate!.Subject;
        }
        catch (Exception e) when (e is AuthenticationException or IOException)
        {
            return null;
        }
    }

    public static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        while (!await condition()) await Task.Delay(5, limit.Token);
    }

    ILogger ILoggerProvider.CreateLogger(string categoryName) => new CapturedLog(categoryName, Logged);

    public void Dispose()
    {
    }

    public async ValueTask DisposeAsync()
    {
        // The end waits until the clock has passed the time in which proxies still send something.
        var end = _app.StopAsync();
        while (!end.IsCompleted)
        {
            Time.Advance(TimeSpan.FromMinutes(1));
            await Task.WhenAny(end, Task.Delay(5));
        }
        await _app.DisposeAsync();
        await Cluster.DisposeAsync();
        _client.Dispose();
        Certificates.Dispose();
        _folder.Delete(recursive: true);
    }

    private sealed class CapturedLog(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {category} {formatter(state, exception)}");
    }
}
