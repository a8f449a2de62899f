using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Onair.Gateway;
using Onair.Gateway.KeyServer;
using Onair.Hosting.Settings;

namespace Onair.Tests.Unit.Gateway;

/// <summary>The whole gateway on two ports of this machine.</summary>
public sealed class GatewayHost : IAsyncLifetime, ILoggerProvider
{
    public const string CallerSecret = "caller-secret-0123456789";
    public const string PublicUrl = "https://keys.example.com/live";
    public static readonly string MasterSecret = Convert.ToBase64String(new byte[32]);
    public static readonly string TokenSecret = Convert.ToBase64String(SHA256.HashData("tokens"u8));

    private static readonly Dictionary<string, string?> Valid = new()
    {
        ["KeyServer:MasterSecret"] = MasterSecret,
        ["KeyServer:TokenSecret"] = TokenSecret,
        ["KeyServer:CallerSecret"] = CallerSecret,
        ["KeyServer:PublicUrl"] = PublicUrl,
    };

    private WebApplication? _app;

    public FakeTime Time { get; } = new(TimeProvider.System.GetUtcNow());

    /// <summary>All that was logged, from Trace up.</summary>
    public ConcurrentQueue<string> Logged { get; } = new();

    public int Port { get; private set; }

    public int SpekePort { get; private set; }

    public HttpClient Viewer => new() { BaseAddress = new($"http://127.0.0.1:{Port}") };

    public HttpClient Packager
    {
        get
        {
            var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{SpekePort}") };
            client.DefaultRequestHeaders.Add(SpekeEndpoint.SecretHeader, CallerSecret);
            return client;
        }
    }

    internal KeyTokens Tokens => _app!.Services.GetRequiredService<KeyTokens>();

    /// <summary>Valid settings, changed: a null takes one away.</summary>
    public static SettingsReader Reader(params (string Field, string? Value)[] changes)
    {
        var values = new Dictionary<string, string?>(Valid);
        foreach (var (field, value) in changes) values[$"KeyServer:{field}"] = value;
        return new(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
    }

    public static KeyServerSettings Settings(params (string Field, string? Value)[] changes)
    {
        var reader = Reader(changes);
        var settings = KeyServerSettings.Read(reader);
        reader.Errors.ShouldBeEmpty();
        return settings;
    }

    public async Task<HttpResponseMessage> SpekeAsync(string document, string path = "/speke/v1.0/copyProtection")
    {
        using var client = Packager;
        using var content = new StringContent(document, new MediaTypeHeaderValue("application/xml"));
        return await client.PostAsync(At(path), content);
    }

    public static Uri At(string path) => new(path, UriKind.Relative);

    ILogger ILoggerProvider.CreateLogger(string categoryName) => new CapturedLog(categoryName, Logged);

    public void Dispose()
    {
    }

    public async Task InitializeAsync()
    {
        (Port, SpekePort) = FreePorts.Take(2) is [var port, var speke] ? (port, speke) : default;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection([new("Logging:LogLevel:Default", "Trace")]);
        builder.Logging.ClearProviders().AddProvider(this);
        builder.Services.AddSingleton<TimeProvider>(Time);
        _app = GatewayApp.Build(builder, new(Port, Settings(("Port", $"{Port}"), ("SpekePort", $"{SpekePort}")), StreamApi: null), []);
        await _app.StartAsync();
    }

    public async Task DisposeAsync() => await _app!.DisposeAsync();

    private sealed class CapturedLog(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            lines.Enqueue($"{category} scope {state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{category} {formatter(state, exception)} {exception}");
    }
}
