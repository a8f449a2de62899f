using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Onair.Gateway;
using Onair.Gateway.Routing;
using Onair.Kubernetes.Client;

namespace Onair.Tests.Unit.Gateway;

/// <summary>The gateway with its stream API alone, on ports of this machine, with an API server of the test's and a clock that stands still.</summary>
internal sealed class ApiHost : IAsyncDisposable, ILoggerProvider
{
    public const string Token = "token-of-studio";
    public const string User = "system:serviceaccount:talks:studio";

    private readonly KubernetesClient _client;
    private readonly HttpClient _http;
    private WebApplication? _app;

    private ApiHost()
    {
        _client = Cluster.Client(Time);
        (HealthPort, Port) = FreePorts.Take(2) is [var health, var port] ? (health, port) : default;
        _http = new() { BaseAddress = new($"http://127.0.0.1:{Port}") };
    }

    public int HealthPort { get; }

    public int Port { get; }

    public FakeApiServer Cluster { get; } = new();

    public FakeTime Time { get; } = new();

    /// <summary>All that was logged, from Trace up.</summary>
    public ConcurrentQueue<string> Logged { get; } = new();

    /// <summary>A gateway that is ready, and knows <see cref="Token"/>.</summary>
    /// <param name="routes">Its routes; null for those that ship.</param>
    /// <param name="change">Changes its settings.</param>
    public static async Task<ApiHost> StartAsync(IReadOnlyList<ApiRoute>? routes = null, Func<StreamApiSettings, StreamApiSettings>? change = null)
    {
        var host = new ApiHost();
        host.Cluster.AddAccount(Token, "talks", "studio");
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.AddInMemoryCollection([new("Logging:LogLevel:Default", "Trace")]);
        builder.Logging.ClearProviders().AddProvider(host);
        builder.Services.AddSingleton<TimeProvider>(host.Time).AddSingleton(host._client);
        var settings = new StreamApiSettings { Port = host.Port };
        host._app = GatewayApp.Build(builder, new(host.HealthPort, KeyServer: null, change?.Invoke(settings) ?? settings), routes ?? ApiRouteTable.Table);
        await host._app.StartAsync();
        using var probe = new HttpClient { BaseAddress = new($"http://127.0.0.1:{host.HealthPort}") };
        await Eventually.ShouldBeAsync(async () => (await probe.GetAsync(new Uri("/readyz", UriKind.Relative))).IsSuccessStatusCode, "the gateway is ready");
        return host;
    }

    public T Service<T>()
        where T : notnull => _app!.Services.GetRequiredService<T>();

    /// <summary>Stores the Secret of an API key.</summary>
    public void AddKey(string ns, string name, string key, string verbs = "get list create patch delete", string account = "robot", string? rate = null, string type = "onair.dev/api-key")
    {
        var data = new JsonObject
        {
            ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key))),
            ["serviceAccountName"] = account,
            ["verbs"] = verbs,
        };
        if (rate is not null) data["requestsPerSecond"] = rate;
        Cluster.Put($"/api/v1/namespaces/{ns}/secrets", new()
        {
            ["metadata"] = new JsonObject { ["name"] = name, ["namespace"] = ns },
            ["type"] = type,
            ["stringData"] = data,
        });
    }

    /// <summary>Sends a request with <see cref="Token"/>, unless the headers say otherwise.</summary>
    public Task<ApiAnswer> SendAsync(string method, string path, string? body = null, params (string Name, string Value)[] headers) =>
        SendContentAsync(method, path, body is null ? null : new StringContent(body, new MediaTypeHeaderValue("application/json")), headers);

    /// <summary>Sends a body as it is.</summary>
    public async Task<ApiAnswer> SendAsync(string method, string path, byte[] body)
    {
        using var content = new ByteArrayContent(body) { Headers = { ContentType = new("application/json") } };
        return await SendContentAsync(method, path, content, []);
    }

    /// <summary>Posts a form; null for none.</summary>
    public Task<ApiAnswer> SendFormAsync(string path, string? form, params (string Name, string Value)[] headers)
    {
        var type = headers.FirstOrDefault(h => h.Name == "Content-Type").Value ?? "application/x-www-form-urlencoded";
        return SendContentAsync("POST", path, form is null ? null : new StringContent(form, MediaTypeHeaderValue.Parse(type)), [.. headers.Where(h => h.Name != "Content-Type")]);
    }

    private async Task<ApiAnswer> SendContentAsync(string method, string path, HttpContent? content, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new(method), new Uri(path, UriKind.Relative)) { Content = content };
        if (!headers.Any(h => h.Name is "Authorization" or "X-Api-Key")) request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {Token}");
        foreach (var (name, value) in headers)
            if (value.Length > 0 && !request.Headers.TryAddWithoutValidation(name, value)) request.Content!.Headers.TryAddWithoutValidation(name, value);
        using var answer = await _http.SendAsync(request);
        return await ApiAnswer.ReadAsync(answer);
    }

    public Task<ApiAnswer> GetAsync(string path, params (string Name, string Value)[] headers) => SendAsync("GET", path, null, headers);

    public async Task<string> MetricsAsync()
    {
        using var http = new HttpClient();
        return await http.GetStringAsync(new Uri($"http://127.0.0.1:{HealthPort}/metrics"));
    }

    ILogger ILoggerProvider.CreateLogger(string categoryName) => new CapturedLog(categoryName, Logged);

    public void Dispose()
    {
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        _http.Dispose();
        _client.Dispose();
        Cluster.Dispose();
    }

    private sealed class CapturedLog(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{logLevel} {category} {formatter(state, exception)} {exception}");
    }
}

/// <summary>A response, read.</summary>
internal sealed record ApiAnswer(HttpStatusCode Status, string Text, string? Type, IReadOnlyDictionary<string, string> Headers)
{
    public JsonNode Json => JsonNode.Parse(Text)!;

    public string Detail => (string)Json["detail"]!;

    /// <summary>The errors of a problem, as <c>field: message</c>.</summary>
    public IReadOnlyList<string> Errors => Json["errors"] is JsonArray errors
        ? [.. errors.Select(e => new Onair.Gateway.Problems.FieldError((string)e!["field"]!, (string?)e["value"], (string)e["rule"]!).ToString())]
        : [];

    public static async Task<ApiAnswer> ReadAsync(HttpResponseMessage answer) => new(
        answer.StatusCode,
        await answer.Content.ReadAsStringAsync(),
        answer.Content.Headers.ContentType?.MediaType,
        answer.Headers.Concat(answer.Content.Headers).ToDictionary(h => h.Key, h => string.Join(", ", h.Value), StringComparer.OrdinalIgnoreCase));
}
