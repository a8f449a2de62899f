using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Onair.Tests.Integration.Emulator.Mux;

/// <summary>An event as it came.</summary>
public sealed record ReceivedEvent(string Body, IReadOnlyDictionary<string, string> Headers)
{
    public string Type => (string)JsonNode.Parse(Body)!["type"]!;

    public string Id => (string)JsonNode.Parse(Body)!["id"]!;
}

/// <summary>Somebody who listens for events.</summary>
public sealed class WebhookListener : IAsyncDisposable
{
    private readonly WebApplication _server;

    private WebhookListener(WebApplication server) => _server = server;

    public string Url => _server.Urls.Single() + "/hook";

    public ConcurrentQueue<ReceivedEvent> Events { get; } = [];

    /// <summary>What it answers.</summary>
    public int Answer { get; set; } = StatusCodes.Status200OK;

    public static async Task<WebhookListener> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var listener = new WebhookListener(builder.Build());
        listener._server.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            var body = await reader.ReadToEndAsync();
            listener.Events.Enqueue(new(body, context.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString())));
            context.Response.StatusCode = listener.Answer;
        });
        await listener._server.StartAsync();
        return listener;
    }

    public async Task<ReceivedEvent> WaitForAsync(string type, int seconds = 120)
    {
        await Eventually.ShouldBeAsync(
            () => Task.FromResult(Events.Any(e => e.Type == type)), () => $"event {type}; those that came: {string.Join(", ", Events.Select(e => e.Type))}", seconds);
        return Events.First(e => e.Type == type);
    }

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        await _server.DisposeAsync();
    }
}
