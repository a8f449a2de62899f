using Microsoft.IdentityModel.JsonWebTokens;
using Onair.Emulator.Mux.Api;

namespace Onair.Emulator.Mux.Playback;

/// <summary>Pictures: <c>/mux/image/{playbackId}/thumbnail.{jpg|png|webp}</c>.</summary>
internal sealed class ImageRoutes(PlaybackGate gate, Thumbnails thumbnails)
{
    private static readonly Dictionary<string, string> Formats = new(StringComparer.Ordinal)
    {
        ["jpg"] = "image/jpeg",
        ["png"] = "image/png",
        ["webp"] = "image/webp",
    };

    public void Map(IEndpointRouteBuilder routes) =>
        routes.MapMethods("/mux/image/{playbackId}/thumbnail.{format}", ["GET", "HEAD"], context => PlaybackGate.AnswerAsync(context, ThumbnailAsync));

    /// <summary>A claim as it would stand in a query.</summary>
    internal static string? Claim(JsonWebToken token, string name) => token.TryGetClaim(name, out var claim) ? claim.Value : null;

    private async Task ThumbnailAsync(HttpContext context)
    {
        var format = (string)context.Request.RouteValues["format"]!;
        if (!Formats.TryGetValue(format, out var type)) throw MuxException.NotFound();
        var (asset, token) = await gate.OpenAsync(context, PlaybackTokens.Thumbnail);
        // The signer determines the picture as well: with a token, the query is ignored.
        var request = ThumbnailRequest.Read(token is null ? name => context.Request.Query[name] : name => Claim(token, name));
        var file = await thumbnails.GetAsync(asset, request, format, context.RequestAborted);
        await Results.File(file, type).ExecuteAsync(context);
    }
}
