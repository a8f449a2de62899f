using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Onair.Hosting;

/// <summary>The probes of the kubelet.</summary>
public static class Health
{
    /// <summary>Maps <c>/healthz</c>, which always succeeds, and <c>/readyz</c>, which fails while the program drains or is not ready.</summary>
    /// <param name="routes">The program's routes.</param>
    /// <param name="unready">Each returns why the program is not ready; null when it is.</param>
    public static void MapHealth(this IEndpointRouteBuilder routes, params Func<string?>[] unready)
    {
        var draining = routes.ServiceProvider.GetService<Draining>();
        routes.MapProbe("/healthz", () => null);
        routes.MapProbe("/readyz", () => draining is { HasBegun: true } ? "stopping" : unready.Select(reason => reason()).FirstOrDefault(reason => reason is not null));
    }

    /// <summary>Maps a probe that answers 200 and <c>ok</c>, or 503 and the reason.</summary>
    /// <param name="routes">The program's routes.</param>
    /// <param name="path">The probe's path.</param>
    /// <param name="problem">Returns the reason why the probe fails; null when it succeeds.</param>
    public static void MapProbe(this IEndpointRouteBuilder routes, string path, Func<string?> problem) => routes.MapGet(path, context =>
    {
        var reason = problem();
        context.Response.StatusCode = reason is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(reason ?? "ok", context.RequestAborted);
    });
}
