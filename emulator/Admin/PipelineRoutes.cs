using System.Globalization;
using System.Text.Json;
using Onair.Emulator.Faults;

namespace Onair.Emulator.Admin;

/// <summary>Maps <c>/admin/restart/{channel}</c>: PUT with the number of a pipeline restarts it, as MediaLive does without being asked.</summary>
internal static class PipelineRoutes
{
    /// <summary>Needs <see cref="IPipelineFaults"/>.</summary>
    public static IEndpointRouteBuilder MapPipelines(this IEndpointRouteBuilder routes)
    {
        routes.MapPut("/admin/restart/{channel}", PutAsync);
        return routes;
    }

    private static async Task PutAsync(HttpContext context, string channel, IPipelineFaults pipelines)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var violation = int.TryParse(body, NumberStyles.None, CultureInfo.InvariantCulture, out var pipeline)
            ? pipelines.Fail(channel, pipeline)
            : $"body: value '{JsonEncodedText.Encode(body)}' must be the number of a pipeline, 0 or 1";
        if (violation is null)
        {
            context.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        await context.Response.WriteAsync(violation, context.RequestAborted);
    }
}
