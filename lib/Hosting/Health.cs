using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Onair.Hosting;

/// <summary>What people learn from a probe of a program that is ready: a feature that is off, for instance.</summary>
/// <param name="Text">The sentence; null when there is nothing to say.</param>
public sealed record HealthNote(Func<string?> Text);

/// <summary>The probes of the kubelet.</summary>
public static class Health
{
    /// <summary>
    /// Maps <c>/healthz</c>, which always succeeds, and <c>/readyz</c>, which fails while the program drains or is not ready, and has each
    /// <see cref="HealthNote"/> of the program's services.
    /// </summary>
    /// <param name="routes">The program's routes.</param>
    /// <param name="unready">Each returns why the program is not ready; null when it is.</param>
    public static void MapHealth(this IEndpointRouteBuilder routes, params Func<string?>[] unready)
    {
        var draining = routes.ServiceProvider.GetService<Draining>();
        var notes = routes.ServiceProvider.GetServices<HealthNote>().ToArray();
        routes.MapProbe("/healthz", () => null);
        routes.MapProbe("/readyz", () => draining is { HasBegun: true } ? "stopping" : unready.Select(reason => reason()).FirstOrDefault(reason => reason is not null), notes);
    }

    /// <summary>Maps a probe that answers 200 and <c>ok</c>, or 503 and the reason.</summary>
    /// <param name="routes">The program's routes.</param>
    /// <param name="path">The probe's path.</param>
    /// <param name="problem">Returns the reason why the probe fails; null when it succeeds.</param>
    /// <param name="notes">What follows the <c>ok</c>, each on a line of its own.</param>
    public static void MapProbe(this IEndpointRouteBuilder routes, string path, Func<string?> problem, params HealthNote[] notes) => routes.MapGet(path, context =>
    {
        var reason = problem();
        context.Response.StatusCode = reason is null ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(reason ?? string.Join('\n', notes.Select(note => note.Text()).OfType<string>().Prepend("ok")), context.RequestAborted);
    });
}
