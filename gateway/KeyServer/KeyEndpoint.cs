using Onair.Gateway.Tokens;

namespace Onair.Gateway.KeyServer;

/// <summary>Returns keys to viewers with a valid token.</summary>
internal sealed partial class KeyEndpoint(ContentKeys keys, KeyTokens tokens, ILogger<KeyEndpoint> logger)
{
    public const string Route = "/keys/{contentId}/{period}";

    private const string Bearer = "Bearer ";

    public async Task GetAsync(HttpContext context)
    {
        var contentId = (string)context.GetRouteValue("contentId")!;
        var text = (string)context.GetRouteValue("period")!;
        if (ContentId.BrokenRule(contentId) is { } rule)
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "bad_request", $"the content id in the path {rule}");
            return;
        }
        if (!KeyPeriod.TryParse(text, out var period))
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "bad_request", $"the period in the path {KeyPeriod.Rule}");
            return;
        }

        var verdict = await tokens.CheckAsync(Token(context.Request), contentId);
        if (verdict.Outcome == TokenOutcome.Allowed)
        {
            Count("ok");
            LogGiven(contentId, period);
            await WriteAsync(context, keys.Derive(contentId, period));
            return;
        }
        LogRefused(contentId, period, verdict.Reason);
        if (verdict.Outcome == TokenOutcome.OtherSubject)
        {
            await RefuseAsync(context, StatusCodes.Status403Forbidden, "forbidden", verdict.Reason);
            return;
        }
        context.Response.Headers.WWWAuthenticate = verdict.Outcome == TokenOutcome.Missing ? "Bearer" : "Bearer error=\"invalid_token\"";
        await RefuseAsync(
            context, StatusCodes.Status401Unauthorized, verdict.Outcome == TokenOutcome.Missing ? "no_token" : "invalid_token", verdict.Reason);
    }

    private static string? Token(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? header[Bearer.Length..].Trim() : request.Query["token"];
    }

    private static async Task WriteAsync(HttpContext context, byte[] key)
    {
        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = key.Length;
        // The response is for one viewer, so shared caches must not keep it.
        context.Response.Headers.CacheControl = "private";
        if (HttpMethods.IsGet(context.Request.Method)) await context.Response.Body.WriteAsync(key, context.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext context, int status, string outcome, string reason)
    {
        Count(outcome);
        return TextResponse.WriteAsync(context, status, reason);
    }

    private static void Count(string outcome) => KeyServerMetrics.KeyRequests.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
