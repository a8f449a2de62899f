using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Onair.Emulator;
using Onair.Emulator.Faults;
using Onair.Emulator.Media;
using Onair.Emulator.Mux;
using Onair.Emulator.State;

namespace Onair.Tests.Unit.Emulator.Mux;

/// <summary>Mux on a loopback port, on a manual clock, with its files in a directory of their own. No media is converted.</summary>
public sealed class MuxHost : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("onair-mux-").FullName;
    private readonly FakeTime _time = new();
    private WebApplication? _app;

    /// <summary>Without a token.</summary>
    public HttpClient Http { get; } = new();

    public string Url => _app!.Urls.Single();

    public DateTimeOffset Now => _time.GetUtcNow();

    public async Task InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services
            .AddSingleton(new EmulatorOptions { PublicUrl = "http://mux.test" })
            .AddSingleton<TimeProvider>(_time)
            .AddSingleton(new FileStore(Path.Combine(_directory, "state")))
            .AddSingleton(new MediaOptions([1, 2], _directory))
            .AddSingleton<FaultRuleRegistry>()
            .AddSingleton<ReadFaults>()
            .AddMux();
        _app = builder.Build();
        _app.MapMux();
        await _app.StartAsync();
    }

    public async Task DisposeAsync()
    {
        Http.Dispose();
        await _app!.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    public T Get<T>()
        where T : notnull => _app!.Services.GetRequiredService<T>();

    public void Advance(double seconds) => _time.Advance(seconds);

    /// <summary>Calls the API with the token.</summary>
    /// <returns>Status, and <c>data</c> or the error.</returns>
    public async Task<(int Status, JsonNode? Body)> CallAsync(string method, string path, string? body = null, string token = "emulator:emulator-secret")
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{Url}/mux{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(token)));
        if (body is not null) request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var json = text.Length == 0 ? null : JsonNode.Parse(text);
        return ((int)answer.StatusCode, json?["data"] ?? json?["error"]);
    }

    /// <summary>The path of an upload's URL on this host.</summary>
    public Uri Local(string url) => new(url.Replace("http://mux.test", Url, StringComparison.Ordinal));
}
