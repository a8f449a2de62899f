using System.Text.Json;
using System.Text.Json.Nodes;

namespace Onair.Emulator.Mux.Webhooks;

/// <summary>
/// <c>/admin/mux/webhook</c>: GET returns the webhook, PUT <c>{url, secret, suspended}</c> changes the given members (null clears).
/// <c>/admin/mux/events</c>: GET lists them, POST to <c>{id}/redeliver</c> delivers one again.
/// </summary>
internal static class WebhookRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/admin/mux/webhook", (HttpContext context, WebhookTarget target, EventQueue queue) => WriteAsync(context, Show(target, queue)));
        routes.MapPut("/admin/mux/webhook", PutAsync);
        routes.MapGet("/admin/mux/events", (HttpContext context, EventQueue queue) => WriteAsync(context, new JsonArray([.. queue.All.Select(JsonNode (e) => Show(e))])));
        routes.MapPost("/admin/mux/events/{id}/redeliver", (HttpContext context, EventQueue queue, string id) =>
        {
            context.Response.StatusCode = queue.Redeliver(id) ? StatusCodes.Status202Accepted : StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }

    private static async Task PutAsync(HttpContext context, WebhookTarget target, EventQueue queue, MuxAccount account)
    {
        string? complaint = null;
        try
        {
            if (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted) is not JsonObject body) complaint = "body: it must be an object";
            else complaint = Change(body, target, account);
        }
        catch (JsonException)
        {
            complaint = "body: it must be JSON";
        }

        if (complaint is null)
        {
            queue.Wake();
            await WriteAsync(context, Show(target, queue));
            return;
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        await context.Response.WriteAsync(complaint, context.RequestAborted);
    }

    private static string? Change(JsonObject body, WebhookTarget target, MuxAccount account)
    {
        if (body.FirstOrDefault(m => m.Key is not ("url" or "secret" or "suspended")) is { Key: { } unknown }) return $"{unknown}: it must be one of url, secret, suspended";
        if ((NoText(body, "url") ?? NoText(body, "secret")) is { } text) return text;
        if (body["suspended"] is { } flag && flag.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False)) return "suspended: it must be true or false";
        var url = body["url"]?.GetValue<string>() ?? "";
        if (url.Length > 0 && !(Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")) return $"url: value '{url}' must be an http or https URL";
        lock (account.Gate)
        {
            var current = target.Current;
            target.Current = new(
                body.ContainsKey("url") ? url : current.Url,
                body.ContainsKey("secret") ? body["secret"]?.GetValue<string>() ?? "" : current.Secret,
                body.ContainsKey("suspended") ? body["suspended"]?.GetValue<bool>() ?? false : current.Suspended);
        }

        return null;
    }

    private static string? NoText(JsonObject body, string name) =>
        body[name] is { } value && value.GetValueKind() != JsonValueKind.String ? $"{name}: it must be a string" : null;

    private static JsonObject Show(WebhookTarget target, EventQueue queue)
    {
        var (url, secret, suspended) = target.Current;
        return new()
        {
            ["url"] = url,
            ["hasSecret"] = secret.Length > 0,
            ["suspended"] = suspended,
            ["pending"] = queue.All.Count(e => e.State == EventState.Pending),
        };
    }

    private static JsonObject Show(MuxEvent row)
    {
        var shown = row.Body();
        shown["state"] = row.State.ToString();
        return shown;
    }

    private static Task WriteAsync(HttpContext context, JsonNode document)
    {
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(document.ToJsonString(), context.RequestAborted);
    }
}
