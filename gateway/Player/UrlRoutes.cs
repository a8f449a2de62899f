using System.Text.Json;
using Onair.Gateway.Relays;
using Onair.Gateway.Tokens;
using Onair.Kubernetes.Client;
using Onair.Relays;

namespace Onair.Gateway.Player;

/// <summary>
/// <c>/video-player/play-from-url/</c>, and the files of relays. The page of a URL needs a token for it, whoever may watch the rest: otherwise
/// everybody could show anything under this name.
/// </summary>
internal sealed partial class UrlRoutes(
    UrlGuard guard, PlayerPage page, PlayerHeaders headers, PlayerSettings settings, TimeProvider time, ILogger<UrlRoutes> log, RelayPods? pods = null, RelayClient? relays = null)
{
    // A viewer who watches for longer gets the next one with the next state.
    private static readonly TimeSpan RelayToken = TimeSpan.FromHours(24);

    private readonly PlayerTokens? _tokens = settings.TokenSecret.Length > 0 ? new(settings, time) : null;

    /// <summary>The page.</summary>
    public async Task PageAsync(HttpContext context)
    {
        var (url, refusal) = await FindAsync(context);
        var state = url is null ? null : url.IsRelayed ? RelayPages.Begin(url) : url.Page;
        headers.Set(context.Response, state);
        context.Response.StatusCode = refusal?.Status ?? StatusCodes.Status200OK;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(state is null ? page.Of(refusal!) : page.Of(state, StateUrl(context.Request)), context.RequestAborted);
    }

    /// <summary>The state that the page polls. It starts the relay of a stream that needs one.</summary>
    public async Task StateAsync(HttpContext context)
    {
        var (url, refusal) = await FindAsync(context);
        headers.Set(context.Response, null);
        var state = url is null ? null : url.IsRelayed ? await RelayedAsync(url, context.RequestAborted) : url.Page;
        if (state is null)
        {
            context.Response.StatusCode = refusal?.Status ?? StatusCodes.Status503ServiceUnavailable;
            return;
        }
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(JsonSerializer.Serialize(state, PlayerJson.Default.PageState), context.RequestAborted);
    }

    /// <summary>A file of a relay.</summary>
    public async Task RelayAsync(HttpContext context)
    {
        var (id, file) = ((string)context.GetRouteValue("id")!, (string)context.GetRouteValue("file")!);
        headers.Set(context.Response, null);
        var isAllowed = RelayUrl.IsId(id) && _tokens is not null
            && (await _tokens.CheckAsync((string)context.GetRouteValue("token")!, RelayPages.Subject(id))).Outcome == TokenOutcome.Allowed;
        if (!isAllowed) context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else if (!RelayFiles.IsName(file) || pods!.AddressOf(id) is not { } address) context.Response.StatusCode = StatusCodes.Status404NotFound;
        else await relays!.CopyAsync(address, file, context.Response, context.RequestAborted);
    }

    /// <summary>Null when the cluster does not let a relay start; the page asks again.</summary>
    private async Task<PageState?> RelayedAsync(PlayUrl url, CancellationToken cancellationToken)
    {
        try
        {
            return RelayPages.Of(url, await pods!.AskAsync(url.Url, cancellationToken), _tokens!.Issue(RelayPages.Subject(RelayUrl.Id(url.Url)), RelayToken));
        }
        catch (Exception e) when (e is ApiException or HttpRequestException or TimeoutException or IOException or InvalidOperationException)
        {
            LogFailed(e.Message);
            return null;
        }
    }

    // The token is checked before the URL is looked at: nobody learns from here what is where.
    private async Task<(PlayUrl? Url, Notice? Refusal)> FindAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var (text, name) = ((string?)query[PlayUrl.UrlParameter], (string?)query[PlayUrl.NameParameter]);
        if (_tokens is null || string.IsNullOrEmpty(text) || (await _tokens.CheckAsync(query[PlayerRoutes.TokenParameter], text)).Outcome != TokenOutcome.Allowed)
            return (null, Notice.NoAccess(context.Request));
        var (url, refusal) = PlayUrl.Read(text, name, guard.Rules, pods is not null);
        if (url is not null && await guard.RefusalAsync(url.Parsed, context.RequestAborted) is { } rule) refusal = new(PlayUrl.UrlParameter, text, rule);
        return refusal is null ? (url, null) : (null, Notice.BadUrl(context.Request, $"{refusal}"));
    }

    private static string StateUrl(HttpRequest request) => $"{PlayUrl.PagePath}state.json{request.QueryString}";

    [LoggerMessage(63, LogLevel.Warning, "A relay does not start: {Reason}")]
    private partial void LogFailed(string reason);
}
