using System.Globalization;
using System.Text.Json;
using Onair.Gateway.Tokens;

namespace Onair.Gateway.Player;

/// <summary>The routes of viewers. Where a token is needed, one without it gets the same answer whether or not there is a video.</summary>
internal sealed class PlayerRoutes(PlayerCatalog catalog, PlayerPage page, PlayerHeaders headers, PlayerSettings settings, TimeProvider time)
{
    /// <summary>The parameter with the token of a link.</summary>
    public const string TokenParameter = "token";

    private const string SectionParameter = "section";

    private readonly PlayerTokens? _tokens = settings.Access == PlayerAccess.Signed ? new(settings, time) : null;

    /// <summary><c>/watch/{namespace}/{kind}/{name}</c>.</summary>
    public Task WatchAsync(HttpContext context) => ShowAsync(context, PathOf(context));

    /// <summary><c>/video-player/video/{id}/</c>.</summary>
    public Task VideoAsync(HttpContext context) => ShowAsync(context, catalog.PathOf(Part(context, "id")));

    /// <summary><c>/watch/{namespace}/{kind}/{name}/state.json</c>.</summary>
    public async Task StateAsync(HttpContext context)
    {
        var (state, refusal) = await FindAsync(context, PathOf(context));
        headers.Set(context.Response, null);
        if (state is null)
        {
            context.Response.StatusCode = refusal!.Status;
            return;
        }
        context.Response.ContentType = "application/json";
        await context.Response.WriteAsync(JsonSerializer.Serialize(state, PlayerJson.Default.PageState), context.RequestAborted);
    }

    private async Task ShowAsync(HttpContext context, PlayerPath? path)
    {
        var (state, refusal) = await FindAsync(context, path);
        headers.Set(context.Response, state);
        context.Response.StatusCode = refusal?.Status ?? StatusCodes.Status200OK;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(state is null ? page.Of(refusal!) : page.Of(state, StateUrl(path!, state, Token(context))), context.RequestAborted);
    }

    // The token is checked before anything is looked for: neither the answer nor its time tells what exists.
    private async Task<(PageState? State, Notice? Refusal)> FindAsync(HttpContext context, PlayerPath? path)
    {
        if (_tokens is not null && (path is null || (await _tokens.CheckAsync(Token(context), path.Subject)).Outcome != TokenOutcome.Allowed))
            return (null, Notice.NoAccess(context.Request));
        var state = path is null ? null : await catalog.FindAsync(path, context.Request.Query[SectionParameter], context.RequestAborted);
        return (state, state is null ? Notice.NotFound(context.Request) : null);
    }

    private static string StateUrl(PlayerPath path, PageState state, string? token) => path.StatePath
        + QueryString.Create([.. Optional(SectionParameter, state.Section?.ToString(CultureInfo.InvariantCulture)), .. Optional(TokenParameter, token)]);

    private static IEnumerable<KeyValuePair<string, string?>> Optional(string name, string? value) => string.IsNullOrEmpty(value) ? [] : [new(name, value)];

    private static PlayerPath? PathOf(HttpContext context) => PlayerPath.Of(Part(context, "namespace"), Part(context, "kind"), Part(context, "name"));

    private static string Part(HttpContext context, string name) => (string)context.GetRouteValue(name)!;

    private static string? Token(HttpContext context) => context.Request.Query[TokenParameter];
}
