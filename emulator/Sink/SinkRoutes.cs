using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;

namespace Onair.Emulator.Sink;

/// <summary>
/// <c>POST /sink</c> takes what EventSinks send; <c>/admin/sink</c> shows it (GET) and forgets it (DELETE); <c>/admin/sink/answer</c> controls
/// the next responses (GET, PUT, and DELETE to return 200 again).
/// </summary>
internal sealed class SinkRoutes(SinkOptions options, SinkInbox inbox, TimeProvider time)
{
    /// <summary>The prefix of all routes except those for people at <c>/admin/sink</c>.</summary>
    public const string Path = "/sink";

    private const int LongestBody = 4 * 1024 * 1024;
    private const string Bearer = "Bearer ";

    // For people to read: bodies are JSON in a string.
    private static readonly SinkJson Json = new(new JsonSerializerOptions(SinkJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>Maps the routes.</summary>
    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(Path + "/{**rest}", TakeAsync);
        routes.MapGet("/admin/sink", context =>
        {
            context.Response.ContentType = "application/json";
            return JsonSerializer.SerializeAsync(context.Response.Body, inbox.List(), Json.IReadOnlyListSinkRequest, context.RequestAborted);
        });
        routes.MapDelete("/admin/sink", context =>
        {
            inbox.Clear();
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return Task.CompletedTask;
        });
        routes.MapGet("/admin/sink/answer", WriteAnswerAsync);
        routes.MapPut("/admin/sink/answer", PutAnswerAsync);
        routes.MapDelete("/admin/sink/answer", context =>
        {
            inbox.Answer = new();
            return WriteAnswerAsync(context);
        });
    }

    private async Task TakeAsync(HttpContext context)
    {
        var (request, answer) = (context.Request, inbox.Answer);
        // Kestrel returns 413 itself.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = LongestBody;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, context.RequestAborted);
        bool? authorized = options.Token.Length == 0 ? null : HasToken(request.Headers.Authorization.ToString());
        bool? signed = options.SigningSecret.Length == 0 ? null : StandardWebhook.IsSigned(options.SigningSecret, request.Headers, body.ToArray(), time.GetUtcNow());
        var status = authorized == false || signed == false ? StatusCodes.Status401Unauthorized : answer.Status;
        var headers = request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Key.Equals("Authorization", StringComparison.OrdinalIgnoreCase) ? "…" : h.Value.ToString());
        // Recorded before the response, which the client may not wait for.
        inbox.Add(new(time.GetUtcNow(), request.Path.Value!, status, authorized, signed, headers, Encoding.UTF8.GetString(body.ToArray())));

        if (answer.DelaySeconds > 0) await Task.Delay(TimeSpan.FromSeconds(answer.DelaySeconds), time, context.RequestAborted);
        context.Response.StatusCode = status;
        if (authorized == false || signed == false) return;
        if (answer.RetryAfterSeconds is { } seconds) context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        if (answer.Location is { } location) context.Response.Headers.Location = location;
    }

    private bool HasToken(string authorization) =>
        authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(authorization[Bearer.Length..]), Encoding.UTF8.GetBytes(options.Token));

    private async Task PutAnswerAsync(HttpContext context)
    {
        string? violation;
        try
        {
            var given = await JsonSerializer.DeserializeAsync(context.Request.Body, SinkJson.Default.SinkAnswer, context.RequestAborted);
            violation = given is null ? "body: it must be an object" : given.Violation();
            if (violation is null) inbox.Answer = given!;
        }
        catch (JsonException e)
        {
            violation = $"body: it must be an answer: {e.Message}";
        }

        if (violation is null)
        {
            await WriteAnswerAsync(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        await context.Response.WriteAsync(violation, context.RequestAborted);
    }

    private Task WriteAnswerAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json";
        return JsonSerializer.SerializeAsync(context.Response.Body, inbox.Answer, SinkJson.Default.SinkAnswer, context.RequestAborted);
    }
}
