using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Onair.Tests.Integration.VideoAssets;

/// <summary>
/// Cloudflare Stream as its API reference describes it: direct uploads by POST, copies of URLs, one video that is upload and asset,
/// creators, deletion, and signed webhooks. It transcodes nothing.
/// </summary>
internal sealed class CloudflareStream : IAsyncDisposable
{
    public const string Account = "023e105f4ecef8ad9ca31a8372d0c353";
    public const string ApiToken = "cloudflare-token";
    public const string WebhookSecret = "85011ed3a913c6ad5f9cf6c5573cc0a7";
    private const string Stream = $"/client/v4/accounts/{Account}/stream";

    private readonly WebApplication _server;
    private readonly TimeProvider _clock;
    private readonly HttpClient _client = new();
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentDictionary<string, CloudflareVideo> _videos = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<Task> _work = [];

    private CloudflareStream(WebApplication server, TimeProvider clock) => (_server, _clock) = (server, clock);

    /// <summary>For <c>variables.api</c>.</summary>
    public string Api => $"{_server.Urls.Single()}/client/v4";

    /// <summary>For <c>variables.view</c>.</summary>
    public string View => $"{_server.Urls.Single()}/view";

    /// <summary>Where webhooks are sent; null for nowhere.</summary>
    public Uri? NotificationUrl { get; set; }

    /// <summary>How long each state between the upload and the end takes.</summary>
    public TimeSpan Step { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>What is there, by uid.</summary>
    public IReadOnlyDictionary<string, CloudflareVideo> Videos => _videos;

    /// <summary>Requests to the API, each with the answer's status: <c>POST /direct_upload 200</c>.</summary>
    public ConcurrentQueue<string> Requests { get; } = [];

    /// <summary>Statuses that webhooks were answered with.</summary>
    public ConcurrentQueue<int> Notified { get; } = [];

    public static async Task<CloudflareStream> StartAsync(TimeProvider? clock = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var service = new CloudflareStream(builder.Build(), clock ?? TimeProvider.System);
        service._server.UseWhen(context => context.Request.Path.StartsWithSegments("/client/v4", StringComparison.Ordinal), api => api.Use(service.AuthorizeAsync));
        service._server.MapPost($"{Stream}/direct_upload", (Delegate)service.DirectUploadAsync);
        service._server.MapPost($"{Stream}/copy", (Delegate)(Func<HttpContext, Task<IResult>>)service.CopyAsync);
        service._server.MapGet(Stream, (string? creator) => Result(new JsonArray([.. service._videos.Values.Where(v => creator is null || v.Creator == creator).Select(v => v.Json())])));
        service._server.MapGet($"{Stream}/{{uid}}", (string uid) => service._videos.TryGetValue(uid, out var video) ? Result(video.Json()) : NotFound());
        service._server.MapDelete($"{Stream}/{{uid}}", (string uid) => service._videos.TryRemove(uid, out _) ? Results.Ok() : NotFound());
        service._server.MapPost("/upload/{uid}", service.UploadAsync).DisableAntiforgery();
        service._server.MapGet("/view/{uid}/manifest/video.m3u8", (string uid) =>
            service._videos.TryGetValue(uid, out var video) && video is { State: "ready", RequireSignedUrls: false } ? Results.Text("#EXTM3U\n", "application/vnd.apple.mpegurl") : Results.NotFound());
        await service._server.StartAsync();
        return service;
    }

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await Task.WhenAll(_work);
        await _server.DisposeAsync();
        _client.Dispose();
        _stopping.Dispose();
    }

    private async Task AuthorizeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Headers.Authorization == $"Bearer {ApiToken}") await next(context);
        else await Failure(StatusCodes.Status401Unauthorized, 10000, "Authentication error").ExecuteAsync(context);
        var path = context.Request.Path.Value!.Replace(Stream, "", StringComparison.Ordinal);
        Requests.Enqueue($"{context.Request.Method} {path}{context.Request.QueryString} {context.Response.StatusCode}");
    }

    private async Task<IResult> DirectUploadAsync(HttpContext context)
    {
        if (await BodyAsync(context) is not { } body || (int?)body["maxDurationSeconds"] is not (>= 1 and <= 36_000))
            return Failure(StatusCodes.Status400BadRequest, 10005, "Bad Request: maxDurationSeconds must be between 1 and 36000");
        var video = Add(body, "pendingupload");
        return Result(new JsonObject { ["uid"] = video.Uid, ["uploadURL"] = $"{_server.Urls.Single()}/upload/{video.Uid}", ["watermark"] = null });
    }

    private async Task<IResult> CopyAsync(HttpContext context)
    {
        if (await BodyAsync(context) is not { } body || !Uri.TryCreate((string?)body["url"], UriKind.Absolute, out var url))
            return Failure(StatusCodes.Status400BadRequest, 10005, "Bad Request: url is required");
        var video = Add(body, "downloading");
        _work.Add(CopyAsync(video, url));
        return Result(video.Json());
    }

    private async Task<IResult> UploadAsync(string uid, HttpContext context)
    {
        if (!_videos.TryGetValue(uid, out var video) || video.State != "pendingupload") return NotFound();
        var file = (await context.Request.ReadFormAsync(context.RequestAborted)).Files.GetFile("file");
        if (file is null) return Results.BadRequest("Decoding Error: There should be one file in the request");
        _work.Add(ProcessAsync(video, file.Length));
        return Results.Ok();
    }

    private async Task CopyAsync(CloudflareVideo video, Uri url)
    {
        try
        {
            var bytes = await _client.GetByteArrayAsync(url, _stopping.Token);
            await ProcessAsync(video, bytes.Length);
        }
        catch (HttpRequestException)
        {
            await EndAsync(video with { State = "error", Error = "The file could not be fetched." });
        }
        catch (OperationCanceledException)
        {
            // The service is going down.
        }
    }

    private async Task ProcessAsync(CloudflareVideo video, long size)
    {
        try
        {
            foreach (var state in new[] { "queued", "inprogress" })
            {
                _videos.TryUpdate(video.Uid, video = video with { State = state, Size = size }, _videos.GetValueOrDefault(video.Uid)!);
                await Task.Delay(Step, _clock, _stopping.Token);
            }

            await EndAsync(size == 0 ? video with { State = "error", Error = "The file was not recognized as a valid video file." } : video with { State = "ready", Duration = 12.5 });
        }
        catch (OperationCanceledException)
        {
            // The service is going down.
        }
    }

    // One that was deleted meanwhile stays away.
    private async Task EndAsync(CloudflareVideo video)
    {
        if (!_videos.TryGetValue(video.Uid, out var current) || !_videos.TryUpdate(video.Uid, video, current) || NotificationUrl is null) return;
        var (body, time) = (video.Json().ToJsonString(), _clock.GetUtcNow().ToUnixTimeSeconds());
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(WebhookSecret), Encoding.UTF8.GetBytes($"{time}.{body}"));
        using var request = new HttpRequestMessage(HttpMethod.Post, NotificationUrl) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Add("Webhook-Signature", $"time={time},sig1={Convert.ToHexStringLower(signature)}");
        try
        {
            using var answer = await _client.SendAsync(request, _stopping.Token);
            Notified.Enqueue((int)answer.StatusCode);
        }
        catch (HttpRequestException)
        {
            Notified.Enqueue(0);
        }
    }

    private CloudflareVideo Add(JsonObject body, string state)
    {
        var uid = Guid.NewGuid().ToString("N");
        return _videos[uid] = new(uid, (string?)body["creator"], state, (bool?)body["requireSignedURLs"] ?? false, (string?)body["meta"]?["name"]);
    }

    private static async Task<JsonObject?> BodyAsync(HttpContext context)
    {
        try
        {
            return await context.Request.ReadFromJsonAsync<JsonObject>(context.RequestAborted);
        }
        catch (System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static IResult Result(JsonNode result) => Results.Json(new JsonObject { ["result"] = result, ["success"] = true, ["errors"] = new JsonArray(), ["messages"] = new JsonArray() });

    private static IResult NotFound() => Failure(StatusCodes.Status404NotFound, 10003, "Not Found");

    private static IResult Failure(int status, int code, string message) => Results.Json(
        new JsonObject { ["result"] = null, ["success"] = false, ["errors"] = new JsonArray(new JsonObject { ["code"] = code, ["message"] = message }), ["messages"] = new JsonArray() }, statusCode: status);
}
