using System.Net.Mime;

namespace Onair.Emulator.Site;

/// <summary>
/// A plain web site of three pages whose visitors broadcast their webcams with <c>embed.js</c>: <c>/site/</c> to choose a name, a studio to
/// broadcast, and a page to watch. Its content security policy permits only what docs/webrtc.md names.
/// </summary>
internal static class SiteRoutes
{
    /// <summary>The path of the site.</summary>
    public const string Path = "/site";

    /// <summary>Maps the pages, and the tokens if the BroadcastSite checks any.</summary>
    public static void MapSite(this WebApplication app)
    {
        var options = app.Services.GetRequiredService<EmulatorOptions>().Site;
        var clock = app.Services.GetRequiredService<TimeProvider>();
        app.MapGet($"{Path}/{{page?}}", (HttpContext context, string? page, string? site, string? user, string? of) =>
        {
            page ??= "index.html";
            if (options.Signaling.Length == 0) return Results.NotFound("Emulator:Site:Signaling is empty: set it to the address of the signaling service.");
            if (!SitePages.Names.Contains(page)) return Results.NotFound();
            context.Response.Headers.ContentSecurityPolicy = Policy(options.Signaling.TrimEnd('/'));
            var type = page.EndsWith(".css", StringComparison.Ordinal) ? MediaTypeNames.Text.Css : MediaTypeNames.Text.Html;
            return Results.Text(SitePages.Render(page, options.Of(site), Named(user, "bob"), Named(of, "alice")), $"{type}; charset=utf-8");
        });
        app.MapGet($"{Path}/token", (HttpContext context, string? site, string? user) =>
        {
            if (options.TokenSecret.Length == 0) return Results.NotFound();
            context.Response.Headers.CacheControl = "no-store";
            return Results.Text(SiteTokens.Create(options.Of(site), Named(user, "bob"), clock.GetUtcNow()));
        });
    }

    /// <summary>The content security policy of the pages.</summary>
    internal static string Policy(string signaling)
    {
        var socket = "ws" + signaling[(signaling.StartsWith("http", StringComparison.OrdinalIgnoreCase) ? 4 : 0)..];
        return $"default-src 'none'; script-src {signaling}; style-src 'self'; connect-src 'self' {signaling} {socket}; form-action 'self'";
    }

    private static SiteOptions Of(this SiteOptions options, string? site) => options with { Name = Named(site, options.Name) };

    private static string Named(string? user, string otherwise) => string.IsNullOrWhiteSpace(user) ? otherwise : user.Trim();
}
