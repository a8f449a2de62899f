using System.Text.Json;
using Onair.Emulator.Media;

namespace Onair.Emulator.Admin;

/// <summary>Maps <c>/admin/push/{channel}</c>: PUT sets whether an encoder pushes to the IVS channel. Only without media; else encoders decide.</summary>
internal static class PushRoutes
{
    public static IEndpointRouteBuilder MapPushes(this IEndpointRouteBuilder routes)
    {
        if (routes.ServiceProvider.GetService<DeclaredPushes>() is { } pushes)
            routes.MapPut("/admin/push/{channel}", (HttpContext context, string channel) => PutAsync(context, channel, pushes));
        return routes;
    }

    private static async Task PutAsync(HttpContext context, string channel, DeclaredPushes pushes)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        if (!bool.TryParse(body, out var pushing))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await context.Response.WriteAsync($"body: value '{JsonEncodedText.Encode(body)}' must be true or false", context.RequestAborted);
            return;
        }

        if (pushing) pushes.Begin(channel);
        else pushes.Drop(channel);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
    }
}
