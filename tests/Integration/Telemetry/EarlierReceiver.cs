using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Onair.Tests.Integration.Telemetry;

/// <summary>What the route took.</summary>
/// <param name="Id">The header <c>webhook-id</c>.</param>
/// <param name="Body">The JSON object.</param>
/// <param name="Authorization">The header.</param>
internal sealed record Taken(string Id, JsonObject Body, string Authorization)
{
    /// <summary>The session in the header: <c>SESSION/NUMBER/PART</c>.</summary>
    public string Session => Id.Split('/')[0];

    public int Number => int.Parse(Id.Split('/')[1], CultureInfo.InvariantCulture);
}

/// <summary>The example receiver of the earlier service's document: <c>POST /api/streams</c> reads one JSON object from each request.</summary>
internal sealed class EarlierReceiver : IAsyncDisposable
{
    private readonly int _port = FreePorts.Take(1)[0];
    private WebApplication? _server;

    public string Url => $"http://127.0.0.1:{_port.ToString(CultureInfo.InvariantCulture)}/api/streams";

    /// <summary>The objects that were answered with 200, in their order.</summary>
    public ConcurrentQueue<Taken> Received { get; } = new();

    /// <summary>What is answered instead; null for the example's answer.</summary>
    public Func<JsonObject, int?> Refuse { get; set; } = _ => null;

    /// <summary>Requests that were refused.</summary>
    public ConcurrentQueue<string> Refused { get; } = new();

    public static async Task<EarlierReceiver> StartNewAsync()
    {
        var receiver = new EarlierReceiver();
        await receiver.StartAsync();
        return receiver;
    }

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(new Uri(Url).GetLeftPart(UriPartial.Authority));
        _server = builder.Build();
        _server.MapPost("/api/streams", ReceiveAsync);
        await _server.StartAsync();
    }

    /// <summary>From now on nobody listens.</summary>
    public async Task StopAsync()
    {
        if (_server is null) return;
        using var now = new CancellationTokenSource(0);
        await _server.StopAsync(now.Token);
        await _server.DisposeAsync();
        _server = null;
    }

    /// <summary>What came of a session, in its order, without repeats.</summary>
    public IReadOnlyList<JsonObject> Of(string session) => [.. Received.Where(t => t.Session == session).DistinctBy(t => t.Id).Select(t => t.Body)];

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        // request.json of Flask: another media type is 415, and what is no JSON is 400.
        if (!context.Request.HasJsonContentType())
        {
            context.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
            return;
        }
        JsonObject body;
        try
        {
            body = (await JsonNode.ParseAsync(context.Request.Body))!.AsObject();
        }
        catch (JsonException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        var id = context.Request.Headers["webhook-id"].ToString();
        if (Refuse(body) is { } status)
        {
            Refused.Enqueue(id);
            context.Response.StatusCode = status;
            return;
        }
        Received.Enqueue(new(id, body, context.Request.Headers.Authorization.ToString()));
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync("""{"status":"success","message":"Data received"}""");
    }
}
