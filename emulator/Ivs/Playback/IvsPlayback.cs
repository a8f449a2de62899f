using Onair.Emulator.Media.Packaging;
using Onair.Emulator.State;

namespace Onair.Emulator.Ivs.Playback;

/// <summary>
/// The multivariant playlist at IVS's path, <c>/api/video/v1/{region}.{account}.channel.{id}.m3u8</c>, on any host. As on AWS, a private channel's
/// token is checked there and nowhere else: the URLs of the variants, each stream's own, let those in who know them.
/// </summary>
internal static class IvsPlayback
{
    /// <summary>Maps the route. Variants and segments are the media engine's: see <see cref="Media.Packaging.Playback"/>.</summary>
    public static IEndpointRouteBuilder MapIvsPlayback(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/api/video/v1/{name}.m3u8", ["GET", "HEAD"], AnswerAsync);
        return routes;
    }

    private static async Task AnswerAsync(HttpContext context, IvsAccount account, ViewerTokens tokens, PackageOrigin origin)
    {
        var response = context.Response;
        response.Headers.CacheControl = "no-store";
        response.Headers.AccessControlAllowOrigin = "*";
        response.ContentType = "text/plain";
        if (Channel(account, (string)context.Request.RouteValues["name"]!) is not { } channel)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        if (channel.Settings.Flag("authorized"))
        {
            var (origins, refusal) = await tokens.CheckAsync(context.Request.Query["token"], account.Arn(IvsKinds.Channel, channel.Id));
            if (origins?.Header(context.Request.Headers.Origin) is not { } allowed)
            {
                response.StatusCode = StatusCodes.Status403Forbidden;
                await WriteAsync(context, refusal ?? "the token is for other origins");
                return;
            }

            response.Headers.AccessControlAllowOrigin = allowed;
            response.Headers.Vary = "Origin";
        }

        if (account.StreamOf(channel.Id) is not { LiveAt: not null, Token: var token } || origin.Find(token) is not { State: { } state } store)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        response.ContentType = "application/vnd.apple.mpegurl";
        // Relative, so that they work below any prefix that a proxy adds.
        var variants = state.Variants.Select(v => v with { Name = $"../../../out/v1/{token}/{v.Name}" });
        await WriteAsync(context, MasterPlaylist.Write([.. variants], store.Live(), state.Endpoint.ManifestName, ""));
    }

    private static IvsChannel? Channel(IvsAccount account, string name)
    {
        var prefix = $"{account.Options.Region}.{account.Options.AccountId}.channel.";
        return name.StartsWith(prefix, StringComparison.Ordinal) && account.Channels.TryGet(name[prefix.Length..], out var channel) ? channel : null;
    }

    private static Task WriteAsync(HttpContext context, string text) =>
        HttpMethods.IsGet(context.Request.Method) ? context.Response.WriteAsync(text, context.RequestAborted) : Task.CompletedTask;
}
