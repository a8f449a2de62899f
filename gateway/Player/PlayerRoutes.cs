using System.Globalization;
using System.Text.Json;
using Onair.Gateway.Telemetry;
using Onair.Gateway.Tokens;

namespace Onair.Gateway.Player;

/// <summary>The routes of viewers. Where a token is needed, one without it gets the same answer whether or not there is a video.</summary>
internal sealed class PlayerRoutes(
    PlayerCatalog catalog, PlayerPage page, PlayerHeaders headers, PlayerSettings settings, TimeProvider time, TelemetryFeature? telemetry = null)
{
    /// <summary>The parameter with the token of a link.</summary>
    public const string TokenParameter = "token";

    private const string SectionParameter = "section";

    // A video that plays goes on when its link expires, and so do its reports.
    private static readonly TimeSpan BeaconGrace = TimeSpan.FromDays(1);

    private readonly PlayerTokens? _tokens = settings.Access == PlayerAccess.Signed ? new(settings, time) : null;
    private readonly PlayerTokens? _beaconTokens = settings.Access == PlayerAccess.Signed ? new(settings, time, BeaconGrace) : null;

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

    /// <summary><c>/watch/{namespace}/{kind}/{name}/beacon</c>: what the page reports. It needs the token of the page.</summary>
    public async Task BeaconAsync(HttpContext context)
    {
        var path = PathOf(context);
        headers.Set(context.Response, null);
        if (telemetry is null || path is null) context.Response.StatusCode = StatusCodes.Status404NotFound;
        else if (await RefusalAsync(context, path, _beaconTokens) is { } refusal) context.Response.StatusCode = refusal.Status;
        else
        {
            // A link that has expired begins no session.
            var isOver = await RefusalAsync(context, path, _tokens) is not null;
            await telemetry.AnswerAsync(context, path.Subject, async cancel => isOver ? null : await DescribeAsync(path, cancel));
        }
    }

    private async Task ShowAsync(HttpContext context, PlayerPath? path)
    {
        var (state, refusal) = await FindAsync(context, path);
        headers.Set(context.Response, state);
        context.Response.StatusCode = refusal?.Status ?? StatusCodes.Status200OK;
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(
            state is null ? page.Of(refusal!) : page.Of(state, StateUrl(path!, state, Token(context)), Begin(context, path!, state)), context.RequestAborted);
    }

    // The token is checked before anything is looked for: neither the answer nor its time tells what exists.
    private async Task<(PageState? State, Notice? Refusal)> FindAsync(HttpContext context, PlayerPath? path)
    {
        if (await RefusalAsync(context, path, _tokens) is { } refusal) return (null, refusal);
        var state = path is null ? null : await catalog.FindAsync(path, context.Request.Query[SectionParameter], context.RequestAborted);
        return (state, state is null ? Notice.NotFound(context.Request) : null);
    }

    private static async Task<Notice?> RefusalAsync(HttpContext context, PlayerPath? path, PlayerTokens? tokens) =>
        tokens is not null && (path is null || (await tokens.CheckAsync(Token(context), path.Subject)).Outcome != TokenOutcome.Allowed) ? Notice.NoAccess(context.Request) : null;

    private async Task<Watched?> DescribeAsync(PlayerPath path, CancellationToken cancellationToken) =>
        await catalog.FindAsync(path, section: null, cancellationToken) is { } state ? catalog.Describe(path, state) : null;

    private PageTelemetry? Begin(HttpContext context, PlayerPath path, PageState state) => telemetry is not null && catalog.Describe(path, state) is { } watched
        ? telemetry.Begin(context, watched, path.BeaconPath + QueryString.Create(Optional(TokenParameter, Token(context)))) : null;

    private static string StateUrl(PlayerPath path, PageState state, string? token) => path.StatePath
        + QueryString.Create([.. Optional(SectionParameter, state.Section?.ToString(CultureInfo.InvariantCulture)), .. Optional(TokenParameter, token)]);

    private static IEnumerable<KeyValuePair<string, string?>> Optional(string name, string? value) => string.IsNullOrEmpty(value) ? [] : [new(name, value)];

    private static PlayerPath? PathOf(HttpContext context) => PlayerPath.Of(Part(context, "namespace"), Part(context, "kind"), Part(context, "name"));

    private static string Part(HttpContext context, string name) => (string)context.GetRouteValue(name)!;

    private static string? Token(HttpContext context) => context.Request.Query[TokenParameter];
}
