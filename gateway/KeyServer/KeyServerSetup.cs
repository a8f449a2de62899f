using Microsoft.Extensions.Logging.Console;

namespace Onair.Gateway.KeyServer;

/// <summary>Adds the key server to a program.</summary>
internal static class KeyServerSetup
{
    private const string RequestLog = "Microsoft.AspNetCore.Hosting.Diagnostics";

    public static void AddKeyServer(this WebApplicationBuilder builder, KeyServerSettings settings)
    {
        builder.Services
            .AddSingleton(settings)
            .AddSingleton<ContentKeys>()
            .AddSingleton<ViewerTokens>()
            .AddSingleton<SpekeEndpoint>()
            .AddSingleton<KeyEndpoint>()
            .AddCors();
        builder.WebHost.ConfigureKestrel(k =>
        {
            k.AddServerHeader = false;
            k.ListenAnyIP(settings.Port);
            k.ListenAnyIP(settings.SpekePort);
        });
        // This log contains whole URLs, and players may put their token into them. The console is filtered by name as well,
        // because a provider's own filter would take precedence.
        builder.Logging
            .AddFilter(RequestLog, LogLevel.Warning)
            .AddFilter<ConsoleLoggerProvider>(RequestLog, LogLevel.Warning);
    }

    public static void UseKeyServer(this WebApplication app)
    {
        var settings = app.Services.GetRequiredService<KeyServerSettings>();
        var speke = app.Services.GetRequiredService<SpekeEndpoint>();
        var keys = app.Services.GetRequiredService<KeyEndpoint>();

        // Selected by the port that accepted the connection. The Host header is under the caller's control.
        app.Use((context, next) =>
        {
            var isSpeke = context.Request.Path.StartsWithSegments("/speke", StringComparison.OrdinalIgnoreCase);
            if (isSpeke == (context.Connection.LocalPort == settings.SpekePort)) return next(context);
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        });
        app.UseCors();

        app.MapPost("/speke/v1.0/copyProtection", speke.CopyProtectionAsync);
        app.MapGet("/speke/v1.0/heartbeat", speke.HeartbeatAsync);
        app.MapMethods(KeyEndpoint.Route, [HttpMethods.Get, HttpMethods.Head], keys.GetAsync)
            .RequireCors(policy => policy
                .AllowAnyOrigin()
                .AllowAnyHeader()
                .WithMethods(HttpMethods.Get, HttpMethods.Head)
                .SetPreflightMaxAge(TimeSpan.FromHours(1)));
    }
}
