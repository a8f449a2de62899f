using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Onair.Tests.Integration.VideoAssets;

/// <summary>Takes webhooks as they come.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly Channel<(Dictionary<string, string> Headers, byte[] Body)> _taken = Channel.CreateUnbounded<(Dictionary<string, string>, byte[])>();
    private readonly WebApplication _server;

    private WebhookReceiver(WebApplication server) => _server = server;

    public Uri Url => new($"{_server.Urls.Single()}/hook");

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new WebhookReceiver(builder.Build());
        receiver._server.MapPost("/hook", async (HttpContext context) =>
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            var headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase);
            await receiver._taken.Writer.WriteAsync((headers, body.ToArray()), context.RequestAborted);
        });
        await receiver._server.StartAsync();
        return receiver;
    }

    /// <summary>The next one, within ten seconds.</summary>
    public async Task<(Dictionary<string, string> Headers, byte[] Body)> NextAsync() => await _taken.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60));

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
