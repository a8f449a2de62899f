using Onair.Hosting;
using Onair.Webhook.Metrics;

namespace Onair.Webhook.Certificates;

/// <summary>Has the webhook answer API servers alone.</summary>
internal static class CallerSetup
{
    public static IServiceCollection AddCallers(this IServiceCollection services) => services
        .AddSingleton<CallerTokens>()
        // URLs have the token in them.
        .WithoutRequestLog();

    /// <summary>
    /// On a port, takes the token off the path, and answers 404 without a body to whoever sends none. Without mutual TLS: the API server of
    /// a managed cluster has no client certificate for webhooks.
    /// </summary>
    public static void UseCallers(this IApplicationBuilder app, int port)
    {
        var tokens = app.ApplicationServices.GetRequiredService<CallerTokens>();
        app.Use((context, next) =>
        {
            if (context.Connection.LocalPort != port) return next(context);
            if (tokens.PathOf(context.Request.Path.Value ?? "") is { } path)
            {
                context.Request.Path = path;
                return next(context);
            }
            WebhookMetrics.Unknown();
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
    }
}
