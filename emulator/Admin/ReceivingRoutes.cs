using System.Text.Json;
using Onair.Emulator.Media;

namespace Onair.Emulator.Admin;

/// <summary>Maps <c>/admin/receiving/{channel}</c>: PUT sets whether the channel receives video. Only without media; else what arrives decides.</summary>
internal static class ReceivingRoutes
{
    public static IEndpointRouteBuilder MapReceiving(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetService<NoMedia>() is { } media)
            routes.MapPut("/admin/receiving/{channel}", (HttpContext context, string channel) => PutAsync(context, channel, media));
        return routes;
    }

    private static async Task PutAsync(HttpContext context, string channel, NoMedia media)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        if (bool.TryParse(body, out var receiving))
        {
            media.SetReceiving(channel, receiving);
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        await context.Response.WriteAsync($"body: value '{JsonEncodedText.Encode(body)}' must be true or false", context.RequestAborted);
    }
}
