using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Onair.Tests.Integration.Events;

/// <summary>A request as it came.</summary>
/// <param name="Path">Of the URL.</param>
/// <param name="Headers">With names in lower case.</param>
/// <param name="Body">Text.</param>
public sealed record ReceivedRequest(string Path, IReadOnlyDictionary<string, string> Headers, string Body)
{
    /// <summary>Id of an event in binary mode.</summary>
    public string Id => Headers["ce-id"];

    public string Type => Headers["ce-type"];

    /// <summary>The last part of the type.</summary>
    public string Name => Type[(Type.LastIndexOf('.') + 1)..];

    /// <summary>The resource, <c>namespace/name</c>.</summary>
    public string Subject => Headers["ce-subject"];

    public long Sequence => long.Parse(Headers["ce-sequence"], CultureInfo.InvariantCulture);

    public JsonNode Data => JsonNode.Parse(Body)!;
}

/// <summary>A receiver of events in this process, which answers as it is told.</summary>
public sealed class EventReceiver : IAsyncDisposable
{
    private readonly int _port = FreePorts.Take(1)[0];
    private WebApplication? _server;

    public string Url => $"http://127.0.0.1:{_port.ToString(CultureInfo.InvariantCulture)}/hook";

    /// <summary>All requests, in the order in which they came.</summary>
    public ConcurrentQueue<ReceivedRequest> Requests { get; } = [];

    /// <summary>The requests that were answered with 200, in the order of the answers.</summary>
    public ConcurrentQueue<ReceivedRequest> Taken { get; } = [];

    /// <summary>Does something else than to take the request; tells whether it has.</summary>
    public Func<HttpContext, ReceivedRequest, Task<bool>>? Instead { get; set; }

    public static async Task<EventReceiver> StartedAsync()
    {
        var receiver = new EventReceiver();
        await receiver.StartAsync();
        return receiver;
    }

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(new Uri(Url).GetLeftPart(UriPartial.Authority));
        _server = builder.Build();
        _server.Run(ServeAsync);
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

    /// <summary>Answers all with a status.</summary>
    public void Answer(int status, string? text = null) => Instead = async (context, _) =>
    {
        context.Response.StatusCode = status;
        await context.Response.WriteAsync(text ?? "");
        return true;
    };

    public IReadOnlyList<ReceivedRequest> TakenOf(string subject) => [.. Taken.Where(r => r.Subject == subject)];

    public Task TakesAsync(Func<IReadOnlyList<ReceivedRequest>, bool> condition, string what, int seconds = 120) => Eventually.ShouldBeAsync(
        () => Task.FromResult(condition([.. Taken])),
        () => $"{what}; taken: {string.Join(", ", Taken.Select(r => r.Headers.GetValueOrDefault("ce-type") ?? r.Body))}", seconds);

    public async ValueTask DisposeAsync() => await StopAsync();

    private async Task ServeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync();
        var request = new ReceivedRequest(
            context.Request.Path, context.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString(), StringComparer.Ordinal), body);
        Requests.Enqueue(request);
        if (Instead is { } instead && await instead(context, request)) return;
        Taken.Enqueue(request);
    }
}
