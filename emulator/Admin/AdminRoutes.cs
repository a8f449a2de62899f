using System.Text.Json;

namespace Onair.Emulator.Admin;

/// <summary>Maps <c>/admin</c> (HTML) and <c>/admin/state.json</c> (the same for programs).</summary>
internal static class AdminRoutes
{
    public static IServiceCollection AddAdmin(this IServiceCollection services) => services.AddSingleton<AdminView>();

    /// <summary>Needs the media engine; shows channels and faults when their directories are registered.</summary>
    public static IEndpointRouteBuilder MapAdmin(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/admin", async (HttpContext context, AdminView view, TimeProvider time) =>
        {
            context.Response.ContentType = "text/html; charset=utf-8";
            await context.Response.WriteAsync(AdminPage.Render(view.Take(), time.GetUtcNow()), context.RequestAborted);
        });
        routes.MapGet("/admin/state.json", async (HttpContext context, AdminView view) =>
        {
            context.Response.ContentType = "application/json";
            await JsonSerializer.SerializeAsync(context.Response.Body, view.Take(), AdminJson.Default.AdminState, context.RequestAborted);
        });
        return routes;
    }
}
