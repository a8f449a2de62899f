using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Onair.Tests.Integration.EveryKind;

/// <summary>Stands in for the signaling service, with a broadcast on every site.</summary>
internal sealed class SiteService : IAsyncDisposable
{
    public const string Token = "operator-token-of-this-test-run";

    private readonly int _port = FreePorts.Take(1)[0];
    private WebApplication? _app;

    public string Url => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_port}");

    public async Task StartAsync(Action<RecordedCall> heard)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(Url);
        _app = builder.Build();
        _app.Run(context =>
        {
            heard(new("signaling:GET", context.Request.Path + context.Request.QueryString, ""));
            return context.Response.WriteAsync(Answer(context.Request).ToJsonString());
        });
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
    }

    private static JsonObject Answer(HttpRequest request)
    {
        var path = request.Path.Value!;
        if (!path.EndsWith("/events", StringComparison.Ordinal)) return new() { ["broadcasts"] = 1, ["viewers"] = 2, ["scriptPath"] = "/broadcast.js", ["integrity"] = "sha384-abc" };
        if (request.Query["after"] != "0") return new() { ["events"] = new JsonArray() };
        var started = new JsonObject { ["number"] = 1, ["type"] = "started", ["time"] = "2026-01-01T00:00:00Z", ["broadcast"] = $"cam-{path.Split('/')[^2]}", ["user"] = "ada" };
        return new() { ["events"] = new JsonArray(started) };
    }
}
