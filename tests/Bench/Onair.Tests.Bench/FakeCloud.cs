using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Onair.Tests.Bench;

/// <summary>The cloud of the contract: answers every call after 5 ms and counts.</summary>
internal sealed class FakeCloud : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, int> _calls = [];
    private long _first;

    private FakeCloud(WebApplication app) => _app = app;

    public string Url => _app.Urls.First();

    /// <summary>Timestamp of the first call; 0 before.</summary>
    public long FirstCall => Interlocked.Read(ref _first);

    public int Total => _calls.Values.Sum();

    /// <summary>The fewest and the most calls any one object made.</summary>
    public (int Min, int Max) PerObject => _calls.IsEmpty ? (0, 0) : (_calls.Values.Min(), _calls.Values.Max());

    public static async Task<FakeCloud> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var cloud = new FakeCloud(builder.Build());
        cloud._app.Run(cloud.AnswerAsync);
        await cloud._app.StartAsync();
        return cloud;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.CompareExchange(ref _first, TimeProvider.System.GetTimestamp(), 0);
        var parts = context.Request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var id = parts[2];
        _calls.AddOrUpdate(id, 1, (_, n) => n + 1);
        await Task.Delay(5, context.RequestAborted);
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(
            parts.Length > 3 ? $$"""{"id":"{{id}}","state":"active","endpoint":"https://{{id}}.cloud.example"}"""
            : context.Request.Method == "GET" ? $$"""{"id":"{{id}}","exists":false}"""
            : $$"""{"id":"{{id}}","accepted":true}""",
            context.RequestAborted);
    }
}
